package city.huitong.opendata;

import static city.huitong.catalog.CatalogProblem.CITY_PACK_INVALID;

import city.huitong.catalog.CityPack;
import city.huitong.catalog.DocumentNode;
import city.huitong.catalog.LocalizedText;
import city.huitong.platform.problem.Violation;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** Whose catalogue it is and whom to ask: by the city's pack, or else by the settings. */
@ApplicationScoped
class CatalogueOwner {

    private static final LocalizedText TITLE = new LocalizedText("公共数据开放目录", "Open data catalogue");
    private static final LocalizedText DESCRIPTION = new LocalizedText(
            "各部门向社会开放的数据集及其接口", "Datasets that departments have opened to everybody, and their interfaces");

    /** Not a text that could be somebody else's address; whether it exists only a letter can tell. */
    private static final String EMAIL = "[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,255}";

    private final LocalizedText title;
    private final LocalizedText description;
    private final LocalizedText publisher;
    private final LocalizedText contactName;
    private final Optional<String> contactEmail;

    /** Refuses with {@code city-pack-invalid} what {@code pack.yaml} says wrongly. */
    CatalogueOwner(CityPack pack, DcatConfig config) {
        var found = new ArrayList<Violation>();
        var document = pack.about().orElseGet(() -> new CityPack.Document("pack.yaml", "", Map.of()));
        var about = DocumentNode.root(document.tree(), found);
        this.title = text(about.at("title"), TITLE);
        this.description = text(about.at("description"), DESCRIPTION);
        this.publisher = text(about.at("publisher"), title);
        var contact = about.at("contact");
        this.contactName = text(contact.at("name"), LocalizedText.of(config.contactName()));
        this.contactEmail = contact.at("email").isAbsent()
                ? config.contactEmail()
                : contact.at("email").text(EMAIL, email -> email);
        DocumentNode.refuse(CITY_PACK_INVALID, document.file(), document.located(found));
    }

    /** A mistake in the pack is told when the hub starts, not to the first who asks for the catalogue. */
    void start(@Observes StartupEvent event) {}

    LocalizedText title() {
        return title;
    }

    LocalizedText description() {
        return description;
    }

    LocalizedText publisher() {
        return publisher;
    }

    LocalizedText contactName() {
        return contactName;
    }

    Optional<String> contactEmail() {
        return contactEmail;
    }

    private static LocalizedText text(DocumentNode node, LocalizedText otherwise) {
        return node.isAbsent() ? otherwise : node.localized().orElse(otherwise);
    }
}
