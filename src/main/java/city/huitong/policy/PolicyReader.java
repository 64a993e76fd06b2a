package city.huitong.policy;

import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns a policy as written into one that can be decided, or refuses it with everything that is wrong.
 *
 * <p>Violations point into the policy's document; {@code /cases/<n>} points into the document of its cases. Whether the
 * authority exists is for the caller to check.
 */
public final class PolicyReader {

    private static final Map<String, SubjectKind> SUBJECTS = words(SubjectKind.values(), SubjectKind::word);
    private static final Map<String, Automation> AUTOMATIONS = words(Automation.values(), Automation::word);
    private static final Pattern DEPARTMENT = Pattern.compile("[a-z][a-z0-9-]{1,40}");

    private static final String[] KEYS = Stream.concat(
                    Stream.of(
                            "policy",
                            "title",
                            "subject",
                            "authority",
                            "legal",
                            "automation",
                            "params",
                            "versions",
                            "cases"),
                    Arrays.stream(TermsReader.KEYS))
            .toArray(String[]::new);

    private final ExpressionCompiler compiler;

    public PolicyReader(ExpressionCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * Reads a policy.
     *
     * @throws city.huitong.platform.problem.Problem {@link PolicyProblem#POLICY_INVALID} with all violations
     */
    public Policy read(PolicyDocument document, FactVocabulary vocabulary) {
        return read(document, vocabulary, PolicyReader::checkCoverage);
    }

    /**
     * The same for a policy that nobody will be granted, which may do without cases.
     *
     * @throws city.huitong.platform.problem.Problem {@link PolicyProblem#POLICY_INVALID} with all violations
     */
    Policy draft(PolicyDocument document, FactVocabulary vocabulary) {
        return read(document, vocabulary, (_, _) -> {});
    }

    private Policy read(PolicyDocument document, FactVocabulary vocabulary, BiConsumer<Place, Policy> furtherChecks) {
        List<Violation> violations = new ArrayList<>();
        Place root = Place.root(document.policy(), violations);
        Policy policy = policy(root, root.beside("cases", document.cases()), vocabulary);
        furtherChecks.accept(root, policy);
        if (!violations.isEmpty()) {
            throw refused(violations.stream().distinct().toList());
        }
        return policy;
    }

    /** What is wrong with a version is found once for each of its slices, and told once. */
    private static Problem refused(List<Violation> distinct) {
        return PolicyProblem.POLICY_INVALID
                .because("the policy has %d violations".formatted(distinct.size()))
                .with(distinct);
    }

    private Policy policy(Place root, Place casesPlace, FactVocabulary vocabulary) {
        root.allowing(KEYS);
        SubjectKind subject = root.at("subject").oneOf(SUBJECTS, SubjectKind.PERSON);
        PolicyId id = id(root.at("policy"));
        LocalizedText title = Texts.localized(root.at("title"));
        String authority = authority(root.at("authority"));
        List<LegalReference> legal = root.has("legal") ? legal(root.at("legal")) : List.of();
        Automation automation = root.at("automation").oneOf(AUTOMATIONS, Automation.ASSISTED);
        root.optional("cases").ifPresent(Place::text);
        var terms = new TermsReader(compiler, subject, vocabulary).terms(root, id);
        var parameters = new Parameters(root.optional("params"));
        var versions = new VersionReader(compiler, subject, vocabulary, parameters).versions(root.at("versions"));
        var cases = new CaseReader(subject, vocabulary).cases(casesPlace);
        return new Policy(id, title, subject, authority, legal, automation, terms, versions, cases);
    }

    private static PolicyId id(Place place) {
        String text = place.text();
        if (PolicyId.isValid(text)) {
            return new PolicyId(text);
        }
        place.wrong("format", "must be lower-case words joined by '-' and '.', like sh.elderly-allowance");
        return new PolicyId("unreadable");
    }

    private static String authority(Place place) {
        String department = place.text();
        if (!DEPARTMENT.matcher(department).matches()) {
            place.wrong("format", "must be the id of a department, like civil-affairs");
        }
        return department;
    }

    private static List<LegalReference> legal(Place place) {
        return place.items().stream().map(PolicyReader::legalReference).toList();
    }

    private static LegalReference legalReference(Place place) {
        place.allowing("doc", "article", "source", "check");
        return new LegalReference(
                place.at("doc").text(),
                place.optional("article").map(Place::text),
                place.optional("source").map(Place::text),
                place.optional("check").map(Place::text));
    }

    /** Only asked of a document that is right otherwise: a period that could not be read covers no case. */
    private static void checkCoverage(Place root, Policy policy) {
        if (policy.cases().isEmpty()) {
            root.beside("cases", List.of())
                    .wrong("cases-missing", "a policy has golden cases, at least one for each version");
        }
        if (root.countWrong() == 0) {
            List<LocalDate> days = policy.cases().stream().map(GoldenCase::asOf).toList();
            Coverage.versionsWithoutCase(policy.versions(), days).forEach(root::add);
        }
    }

    /** Enum constants by the words that stand for them in documents. */
    static <E extends Enum<E>> Map<String, E> words(E[] constants, Function<E, String> word) {
        Map<String, E> words = new LinkedHashMap<>();
        Arrays.stream(constants).forEach(constant -> words.put(word.apply(constant), constant));
        return words;
    }
}
