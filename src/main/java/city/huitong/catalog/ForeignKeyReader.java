package city.huitong.catalog;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the foreign keys of a dataset's description; whether what they refer to exists is seen when it is registered. */
final class ForeignKeyReader {

    private static final Set<String> KEYS = Set.of("fields", "reference", "name", "inverse");

    /** What two records may hold of the same thing and yet not find each other by. */
    private static final Set<FieldType> INEXACT = EnumSet.of(FieldType.NUMBER, FieldType.TIMESTAMP, FieldType.JSON);

    private final List<Field> fields;
    private final Set<String> names = new HashSet<>();

    ForeignKeyReader(List<Field> fields) {
        this.fields = fields;
        fields.stream().map(Field::name).forEach(names::add);
    }

    List<ForeignKey> read(DocumentNode node) {
        if (node.isAbsent()) {
            return List.of();
        }
        var items = node.items();
        if (items.size() > ForeignKey.MOST) {
            node.refuse("too-many", "must be at most " + ForeignKey.MOST);
        }
        return items.stream().map(this::one).flatMap(Optional::stream).toList();
    }

    private Optional<ForeignKey> one(DocumentNode node) {
        node.allowOnly(KEYS);
        var holding = fields(node.at("fields"));
        var reference = node.at("reference").text(DatasetId.FORM, DatasetId::new);
        var name = node.at("name").text(ForeignKey.NAME, text -> text);
        var inverse = node.at("inverse").text(ForeignKey.NAME, text -> text);
        name.filter(text -> !names.add(text))
                .ifPresent(_ -> node.at("name").refuse("duplicate", "must be the name of nothing else in the dataset"));
        return reference.flatMap(
                dataset -> name.flatMap(own -> inverse.map(other -> new ForeignKey(holding, dataset, own, other))));
    }

    private List<String> fields(DocumentNode node) {
        var found = new ArrayList<String>();
        for (var item : node.isAbsent() ? List.<DocumentNode>of() : node.items()) {
            item.text().flatMap(name -> field(item, name)).map(Field::name).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            node.refuse("fields-missing", "must name the properties that hold the other record's key");
        }
        return found;
    }

    private Optional<Field> field(DocumentNode item, String name) {
        var field = DatasetReader.existing(item, name, fields);
        field.ifPresent(known -> check(item, known.type()));
        return field;
    }

    private static void check(DocumentNode item, FieldType type) {
        if (type.names().isPresent()) {
            item.refuse("number-linked", "must not be an official number, which is never open");
        }
        if (INEXACT.contains(type)) {
            item.refuse("inexact", "must be text, whole numbers, money, days, or true and false");
        }
    }
}
