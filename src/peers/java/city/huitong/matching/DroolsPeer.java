package city.huitong.matching;

import city.huitong.expression.Node;
import city.huitong.expression.Value;
import city.huitong.matching.columns.Population;
import city.huitong.policy.Eligibility;
import city.huitong.policy.Policy;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.definition.type.FactType;
import org.kie.api.runtime.KieSession;

/** The policies as rules of Drools in its executable model. Ages are worked out before, which is in its favour. */
final class DroolsPeer {

    private static final String PACKAGE = "city.huitong.rules";

    private final KieBase base;
    private final FactType person;
    private final KieSession session;

    DroolsPeer(List<Policy> policies) {
        var services = KieServices.get();
        var files = services.newKieFileSystem();
        files.write("src/main/resources/city/huitong/rules/policies.drl", drl(policies));
        var builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        if (!builder.getResults().getMessages().isEmpty()) {
            throw new IllegalStateException(builder.getResults().getMessages().toString());
        }
        base = services.newKieContainer(builder.getKieModule().getReleaseId()).getKieBase();
        person = base.getFactType(PACKAGE, "Person");
        session = base.newKieSession();
    }

    /** How many policies a subject is eligible for. */
    int hits(Object subject) {
        var handle = session.insert(subject);
        var hits = session.fireAllRules();
        session.delete(handle);
        return hits;
    }

    /** A subject as Drools wants it. */
    Object subject(Map<String, Value> facts) {
        try {
            var subject = person.newInstance();
            facts.forEach((name, value) -> person.set(subject, field(name), plain(value)));
            return subject;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Bool(var holds) -> holds;
            case Value.Int(var number) -> number;
            case Value.Money(var fen) -> fen;
            case Value.Text(var text) -> text;
            case Value.Day(var day) -> ChronoUnit.YEARS.between(day, Population.TODAY);
            case Value.Num _ -> throw new IllegalStateException("none");
        };
    }

    private static String drl(List<Policy> policies) {
        var fields = Population.FACTS.entrySet().stream()
                .map(fact -> "  " + field(fact.getKey()) + " : "
                        + switch (fact.getValue()) {
                            case BOOL -> "Boolean";
                            case TEXT -> "String";
                            case INT, MONEY, DATE, NUMBER -> "Long";
                        })
                .collect(Collectors.joining("\n"));
        return "package %s;\n\ndeclare Person\n%s\nend\n\n%s"
                .formatted(
                        PACKAGE, fields, policies.stream().map(DroolsPeer::rule).collect(Collectors.joining("\n")));
    }

    private static String rule(Policy policy) {
        return "rule \"%s\" when Person(%s) then end"
                .formatted(
                        policy.id().value(), that(policy.versions().getFirst().eligible(), true));
    }

    /** That a tree holds, or that it fails; a fact that is missing does neither. */
    private static String that(Eligibility tree, boolean holds) {
        return switch (tree) {
            case Eligibility.Criterion criterion -> that(criterion.when().root(), holds);
            case Eligibility.AllOf(var of) -> joined(of, holds, holds ? " && " : " || ");
            case Eligibility.AnyOf(var of) -> joined(of, holds, holds ? " || " : " && ");
            case Eligibility.NoneOf(var of) -> joined(of, !holds, holds ? " && " : " || ");
            case Eligibility.AtLeast _ -> throw new IllegalStateException("none in the catalogue");
        };
    }

    private static String joined(List<Eligibility> parts, boolean holds, String junction) {
        return parts.stream().map(part -> that(part, holds)).collect(Collectors.joining(junction, "(", ")"));
    }

    private static String that(Node node, boolean holds) {
        return switch (node) {
            case Node.Variable(var name, var _) -> field(name) + " == " + holds;
            case Node.Not(var operand) -> that(operand, !holds);
            case Node.And(var parts) ->
                parts.stream()
                        .map(part -> that(part, holds))
                        .collect(Collectors.joining(holds ? " && " : " || ", "(", ")"));
            case Node.Membership(Node.Variable(var name, var _), var values) ->
                "(%1$s != null && %1$s %2$s (%3$s))"
                        .formatted(
                                field(name),
                                holds ? "in" : "not in",
                                values.stream().map(DroolsPeer::literal).collect(Collectors.joining(", ")));
            case Node.Comparison(var relation, var left, Node.Constant(var value)) ->
                "(%1$s != null && %1$s %2$s %3$s)"
                        .formatted(
                                field(left.names().stream()
                                        .filter(Population.FACTS::containsKey)
                                        .findFirst()
                                        .orElseThrow()),
                                sign(relation, holds),
                                literal(value));
            default -> throw new IllegalStateException("none in the catalogue: " + node);
        };
    }

    private static String sign(Node.Relation relation, boolean holds) {
        return switch (relation) {
            case EQUAL -> holds ? "==" : "!=";
            case NOT_EQUAL -> holds ? "!=" : "==";
            case LESS -> holds ? "<" : ">=";
            case LESS_OR_EQUAL -> holds ? "<=" : ">";
            case GREATER -> holds ? ">" : "<=";
            case GREATER_OR_EQUAL -> holds ? ">=" : "<";
        };
    }

    private static String literal(Value value) {
        var plain = plain(value);
        return plain instanceof String text ? '"' + text + '"' : plain + "L";
    }

    private static String field(String fact) {
        return fact.substring(fact.indexOf('.') + 1);
    }
}
