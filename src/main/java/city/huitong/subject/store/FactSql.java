package city.huitong.subject.store;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactTable;
import city.huitong.catalog.RecordTable;
import city.huitong.catalog.SqlName;
import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.Moment;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statements that derive the facts of one dataset for some subjects on one day. The writing and the explaining statement
 * share their expressions, so what is explained is what was matched.
 *
 * @param text the statement
 * @param parameters its values
 */
record FactSql(String text, List<Object> parameters) {

    /** Derives and keeps; yields the subjects of whom a fact has a new value. */
    static FactSql derive(
            Dataset dataset,
            List<FactDefinition> facts,
            List<FactDefinition> closedElsewhere,
            Collection<SubjectId> subjects,
            LocalDate asOf,
            OffsetDateTime now) {
        var builder = Builder.over(dataset, subjects, asOf);
        var text = builder.insert(facts, closedElsewhere, now) + " returning " + FactTable.SUBJECT + " as subject";
        return new FactSql(text, builder.parameters.values());
    }

    /** Derives one fact anew for everybody who has facts or records. */
    static FactSql deriveForAll(
            Dataset dataset,
            FactDefinition fact,
            List<FactDefinition> closedElsewhere,
            LocalDate asOf,
            OffsetDateTime now) {
        var builder = Builder.overAll(dataset, asOf);
        var text = builder.insert(List.of(fact), closedElsewhere, now);
        return new FactSql(text, builder.parameters.values());
    }

    /**
     * Derives without keeping; for each fact four columns: value, when its newest record was stored, that record's key, and the hash of what
     * it says, which is null unless it is asked for what was known at a time.
     */
    static FactSql explain(Dataset dataset, List<FactDefinition> facts, SubjectId subject, Moment moment) {
        var builder = Builder.knowing(dataset, List.of(subject), moment);
        var hash = moment.knownAt().isPresent() ? KnownThen.hash(dataset) : "null::text";
        var values = builder.columns(
                facts,
                (fact, column) -> builder.expressions.value(fact) + " as " + column
                        + builder.source(fact, "at", "r." + RecordTable.RECORDED_AT)
                        + builder.source(fact, "record", builder.expressions.key())
                        + builder.source(fact, "hash", hash)
                        + ", " + builder.expressions.disputed(fact) + " as " + sourceColumn(fact, "disputed"));
        return new FactSql(builder.select(values), builder.parameters.values());
    }

    /** Derives for these subjects what was known at a time, without keeping; a column for each fact. */
    static FactSql knownThen(
            Dataset dataset, List<FactDefinition> facts, Collection<SubjectId> subjects, Moment moment) {
        var builder = Builder.knowing(dataset, subjects, moment);
        var values = builder.columns(facts, (fact, column) -> builder.expressions.value(fact) + " as " + column);
        return new FactSql(builder.select(values), builder.parameters.values());
    }

    /** The name of a column that tells where a fact comes from. */
    static String sourceName(FactDefinition fact, String what) {
        return "_" + what + "_" + fact.name().property();
    }

    private static String sourceColumn(FactDefinition fact, String what) {
        return SqlName.quote(sourceName(fact, what));
    }

    /** What is written for one fact, given its column. */
    private interface PerFact {
        String write(FactDefinition fact, String column);
    }

    /** Collects parameters while it writes. */
    private static final class Builder {

        private final Dataset dataset;
        private final RecordTable records;
        private final Parameters parameters = new Parameters();
        private final FactExpressions expressions;
        private final String subjects;
        private final String source;

        private Builder(Dataset dataset, Moment moment, Function<Builder, String> subjects) {
            this.dataset = dataset;
            this.records = new RecordTable(dataset);
            this.expressions = new FactExpressions(dataset, moment.day(), parameters);
            this.subjects = subjects.apply(this);
            this.source = moment.knownAt()
                    .map(time -> KnownThen.records(dataset, parameters.add(time.atOffset(ZoneOffset.UTC))))
                    .orElseGet(records::table);
        }

        /** For these subjects. */
        static Builder over(Dataset dataset, Collection<SubjectId> some, LocalDate asOf) {
            return knowing(dataset, some, Moment.of(asOf));
        }

        /** The same from the records as they were known at a time. */
        static Builder knowing(Dataset dataset, Collection<SubjectId> some, Moment moment) {
            var ids = some.stream().map(SubjectId::value).toArray(UUID[]::new);
            return new Builder(dataset, moment, builder -> "unnest(" + builder.parameters.add(ids) + "::uuid[])");
        }

        /** For everybody who has facts already, and for everybody in the dataset's records. */
        static Builder overAll(Dataset dataset, LocalDate asOf) {
            return new Builder(
                    dataset,
                    Moment.of(asOf),
                    builder -> "(select " + FactTable.SUBJECT + " from "
                            + builder.factTable().table() + " union select " + builder.subjectColumn() + " from "
                            + builder.records.table() + ")");
        }

        private String subjectColumn() {
            return records.subjectColumn().orElseThrow();
        }

        FactTable factTable() {
            return new FactTable(dataset.subjectKind().orElseThrow());
        }

        /** Something of the newest record behind a fact, as a column more. */
        String source(FactDefinition fact, String what, String of) {
            return ", " + expressions.newest(fact, of) + " as " + sourceColumn(fact, what);
        }

        String columns(List<FactDefinition> facts, PerFact perFact) {
            return facts.stream()
                    .map(fact -> perFact.write(fact, factTable().column(fact.name())))
                    .collect(Collectors.joining(", "));
        }

        /** The statement that derives the facts and keeps what is different. */
        String insert(List<FactDefinition> facts, List<FactDefinition> closedElsewhere, OffsetDateTime now) {
            var values = columns(facts, (fact, column) -> expressions.value(fact) + " as " + column);
            var time = parameters.add(now);
            var names = columns(facts, (_, column) -> column);
            var others = eachColumn(closedElsewhere, (_, column) -> ", " + column);
            var otherValues = eachColumn(closedElsewhere, (fact, _) -> ", " + expressions.otherwise(fact));
            return """
                with derived as (%s)
                insert into %s as f (%s, %s, %s, %s%s)
                select subject, get_byte(uuid_send(subject), 0), %s, %s%s from derived order by subject
                on conflict (%s) do update set %s, %s = excluded.%s
                where (%s) is distinct from (%s)""".formatted(
                            select(values),
                            factTable().table(),
                            FactTable.SUBJECT,
                            FactTable.SHARD,
                            FactTable.CHANGED_AT,
                            names,
                            others,
                            time,
                            names,
                            otherValues,
                            FactTable.SUBJECT,
                            columns(facts, (_, column) -> column + " = excluded." + column),
                            FactTable.CHANGED_AT,
                            FactTable.CHANGED_AT,
                            columns(facts, (_, column) -> "f." + column),
                            columns(facts, (_, column) -> "excluded." + column));
        }

        String eachColumn(List<FactDefinition> facts, PerFact perFact) {
            return facts.stream()
                    .map(fact -> perFact.write(fact, factTable().column(fact.name())))
                    .collect(Collectors.joining());
        }

        String select(String columns) {
            return """
                    select t.subject, %s from %s as t(subject)
                    left join %s r on r.%s = t.subject and not r.%s%s""".formatted(
                            columns,
                            subjects,
                            source,
                            subjectColumn(),
                            RecordTable.WITHDRAWN,
                            records.hasOneRecordPerSubject() ? "" : " group by t.subject");
        }
    }
}
