package city.huitong.policy;

import city.huitong.expression.Expression;
import city.huitong.expression.Value;
import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one slice of a policy says, as a tree whose hash changes exactly when it says something else. */
final class VersionContent {

    private VersionContent() {}

    static String hash(PolicyVersion version) {
        var content = words(version);
        content.put("valid", version.valid().toString());
        content.put("issued", version.issued().toString());
        return CanonicalHash.of(content);
    }

    /** Whether both decide alike, whenever they are law. */
    static boolean sayTheSame(PolicyVersion one, PolicyVersion other) {
        return CanonicalHash.of(words(one)).equals(CanonicalHash.of(words(other)));
    }

    private static Map<String, Object> words(PolicyVersion version) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("params", params(version.params()));
        content.put("eligible", part(version.eligible()));
        content.put("benefit", benefit(version.benefit()));
        return content;
    }

    private static Map<String, Object> params(Map<String, Value> params) {
        Map<String, Object> written = new LinkedHashMap<>();
        params.forEach((name, value) -> written.put(name, value.toString()));
        return written;
    }

    private static Object part(Eligibility part) {
        return switch (part) {
            case AllOf(var of) -> Map.of("all", parts(of));
            case AnyOf(var of) -> Map.of("any", parts(of));
            case NoneOf(var of) -> Map.of("none", parts(of));
            case AtLeast(var k, var of) -> Map.of("atLeast", Integer.toString(k), "of", parts(of));
            case Criterion(var id, var when, var text, var legal) ->
                Map.of("id", id, "when", when.source(), "text", text.toString(), "legal", legal.toString());
        };
    }

    private static List<Object> parts(List<Eligibility> of) {
        return of.stream().map(VersionContent::part).toList();
    }

    private static Map<String, Object> benefit(Benefit benefit) {
        return Map.of(
                "period", benefit.period().word(),
                "amount", benefit.amount().source(),
                "payee", benefit.payee().map(Expression::source).toString(),
                "proration", benefit.proration().map(VersionContent::proration).toString(),
                "figures",
                        benefit.figures().stream().map(VersionContent::figure).toList());
    }

    private static String proration(Benefit.Proration proration) {
        return proration.months() + " months from " + proration.since().source();
    }

    private static Object figure(Benefit.Figure figure) {
        return Map.of(
                "id", figure.id(),
                "amount", figure.amount().source(),
                "otherwise", figure.otherwise().map(Expression::source).toString(),
                "text", figure.text().toString());
    }
}
