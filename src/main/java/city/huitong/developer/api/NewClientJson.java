package city.huitong.developer.api;

import city.huitong.developer.RegisterClient;
import city.huitong.developer.RegisterClient.Registered;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A client as its developer describes it. */
@Schema(name = "NewClient")
record NewClientJson(
        @Schema(required = true, description = "What it is called, at most 100 characters", examples = "Next bus")
        @Nullable
        String name,

        @Schema(
                required = true,
                description =
                        "An e-mail address for questions and warnings; kept encrypted, shown to nobody but you and the operator",
                examples = "dev@example.org")
        @Nullable
        String contact,

        @Schema(
                required = true,
                description = "What it is for, at most 1000 characters",
                examples = "Shows people the next bus")
        @Nullable
        String purpose) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PURPOSE = 1_000;

    Uni<Registered> register(RegisterClient clients) {
        var texts = new Texts();
        var called = texts.text("/name", name, LONGEST_NAME);
        var address = texts.address("/contact", contact);
        var why = texts.text("/purpose", purpose, LONGEST_PURPOSE);
        texts.refuse();
        return clients.register(called, address, why);
    }
}
