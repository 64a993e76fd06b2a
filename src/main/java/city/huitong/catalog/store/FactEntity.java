package city.huitong.catalog.store;

import city.huitong.catalog.DatasetId;
import city.huitong.catalog.Derivation;
import city.huitong.catalog.FactConstant;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactName;
import city.huitong.catalog.FactType;
import city.huitong.catalog.LocalizedText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code fact}. */
@Entity
@Table(name = "fact")
class FactEntity {

    @Id
    String name = "";

    @Column(name = "title_zh")
    String titleZh = "";

    @Column(name = "title_en")
    String titleEn = "";

    String dataset = "";

    @Enumerated(EnumType.STRING)
    Derivation derivation = Derivation.LATEST;

    @Enumerated(EnumType.STRING)
    FactType type = FactType.TEXT;

    @Column(name = "column_name")
    @Nullable
    String columnName;

    @Nullable
    String condition;

    @Nullable
    String disputed;

    @Column(name = "window_on")
    @Nullable
    String windowOn;

    @Column(name = "window_months")
    @Nullable
    Integer windowMonths;

    @Column(name = "order_by")
    @Nullable
    String orderBy;

    @Nullable
    String otherwise;

    @Version
    int version;

    /** Becomes like the definition, but for the name. */
    void take(FactDefinition fact) {
        titleZh = fact.title().zh();
        titleEn = fact.title().en();
        dataset = fact.dataset().value();
        derivation = fact.derivation();
        type = fact.type();
        columnName = fact.column().orElse(null);
        condition = fact.where().orElse(null);
        disputed = fact.disputed().orElse(null);
        windowOn = fact.window().map(FactDefinition.Window::on).orElse(null);
        windowMonths = fact.window().map(FactDefinition.Window::months).orElse(null);
        orderBy = fact.orderBy().orElse(null);
        otherwise = fact.otherwise()
                .map(value -> FactConstant.written(value).toString())
                .orElse(null);
    }

    static FactEntity from(FactDefinition fact) {
        var entity = new FactEntity();
        entity.name = fact.name().toString();
        entity.take(fact);
        return entity;
    }

    FactDefinition toDomain() {
        return new FactDefinition(
                FactName.parse(name).orElseThrow(),
                new LocalizedText(titleZh, titleEn),
                new DatasetId(dataset),
                derivation,
                type,
                Optional.ofNullable(columnName),
                Optional.ofNullable(condition),
                Optional.ofNullable(disputed),
                window(),
                Optional.ofNullable(orderBy),
                Optional.ofNullable(otherwise).flatMap(text -> FactConstant.parse(type, text)));
    }

    private Optional<FactDefinition.Window> window() {
        return Optional.ofNullable(windowOn)
                .flatMap(on -> Optional.ofNullable(windowMonths).map(months -> new FactDefinition.Window(on, months)));
    }
}
