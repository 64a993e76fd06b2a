package city.huitong.matching;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.SubjectId;
import city.huitong.expression.Value;
import city.huitong.platform.data.Moment;
import city.huitong.platform.security.CanonicalJson;
import city.huitong.policy.CriterionResult;
import city.huitong.policy.Decision;
import city.huitong.policy.Distance;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyVersion;
import city.huitong.policy.Publication;
import city.huitong.policy.Truth;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one decision says as {@code huitong.decision.v1} (ADR 0018), as far as it follows from the records and the law: without the hub's
 * version, hash and signature. The same question asked again gives the same content.
 */
final class DecisionContent {

    static final String FORMAT = "huitong.decision.v1";

    private final ExplainedDecision explained;
    private final Decision decision;
    private final Policy policy;
    private final Optional<Publication> publication;
    private final Moment moment;
    private final SubjectId subject;
    private final DecisionLevel level;
    private final DecisionSources sources;

    /**
     * Of a decision.
     *
     * @param publication where the law was read from; empty for a draft
     */
    DecisionContent(
            ExplainedDecision explained,
            Optional<Publication> publication,
            Moment moment,
            SubjectId subject,
            DecisionLevel level,
            Catalog catalog) {
        this.explained = explained;
        this.decision = explained.decision();
        this.policy = explained.policy();
        this.publication = publication;
        this.moment = moment;
        this.subject = subject;
        this.level = level;
        this.sources = new DecisionSources(explained, level, catalog);
    }

    /** Maps, lists, texts and whole numbers. */
    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("format", FORMAT);
        tree.put("level", level.word());
        addLaw(tree);
        tree.put("asOf", moment.day().toString());
        tree.put("knownAt", moment.knownAt().orElseThrow().toString());
        tree.put("subject", subject.toString());
        tree.put("subjectKind", policy.subject().word());
        tree.put("outcome", decision.outcome().name());
        tree.put("sentence", Map.of("zh", DecisionSentence.zh(explained), "en", DecisionSentence.en(explained)));
        tree.put("criteria", decision.criteria().stream().map(this::criterion).toList());
        addReasons(tree);
        addResult(tree);
        return tree;
    }

    private void addLaw(Map<String, Object> tree) {
        tree.put("policy", policy.id().value());
        tree.put("title", both(policy.title()));
        tree.put("authority", policy.authority());
        publication.ifPresentOrElse(
                law -> tree.put("publication", Map.of("number", law.number(), "hash", law.hash())),
                () -> tree.put("draft", true));
        decision.version().ifPresent(version -> {
            tree.put("policyVersion", version.valid().from().toString());
            tree.put("versionHash", version.contentHash());
        });
    }

    private void addReasons(Map<String, Object> tree) {
        tree.put("decisive", decision.decisive());
        tree.put(
                "minimalFix",
                explained.prospect().minimalChanges().stream().map(List::copyOf).toList());
        explained.prospect().eligibleOn().ifPresent(day -> tree.put("becomesEligibleOn", day.toString()));
        tree.put("missing", explained.gaps().stream().map(this::gap).toList());
    }

    private void addResult(Map<String, Object> tree) {
        switch (decision.eligibility()) {
            case Eligible eligible -> tree.put("benefit", benefit(eligible));
            case Excluded(var by, var _) -> tree.put("excludedBy", by.value());
            case NotEligible not when !not.figures().isEmpty() -> tree.put("figures", figures(not.figures()));
            case NotEligible _, Undetermined _, NotInForce _ -> {}
        }
    }

    private Map<String, Object> benefit(Eligible eligible) {
        var benefit = new LinkedHashMap<String, Object>();
        benefit.put("period", eligible.period().word());
        benefit.put("currency", "CNY");
        benefit.put("amountFen", CanonicalJson.number(eligible.amountFen()));
        benefit.put("paidTo", eligible.payee().isPresent() ? "another" : "subject");
        benefit.put("figures", figures(eligible.figures()));
        if (level.saysSources()) {
            var version = decision.version().orElseThrow();
            var names = policy.needed(version)
                    .flatMap(expression -> expression.names().stream())
                    .toList();
            benefit.put("facts", sources.of(names));
        }
        return benefit;
    }

    private List<Map<String, Object>> figures(Map<String, Long> figures) {
        var texts = decision.version().map(PolicyVersion::benefit).orElseThrow().figures();
        return texts.stream()
                .filter(figure -> figures.containsKey(figure.id()))
                .map(figure -> Map.of(
                        "id",
                        figure.id(),
                        "text",
                        both(figure.text()),
                        "fen",
                        CanonicalJson.number(figures.getOrDefault(figure.id(), 0L))))
                .toList();
    }

    private Map<String, Object> criterion(CriterionResult result) {
        var tree = new LinkedHashMap<String, Object>();
        var criterion = result.criterion();
        tree.put("id", result.id());
        tree.put("text", both(criterion.text()));
        criterion.legal().ifPresent(legal -> tree.put("legal", legal));
        tree.put("result", result.result().name());
        var turns = Optional.ofNullable(explained.prospect().turns().get(result.id()));
        var distance = Optional.ofNullable(explained.prospect().distances().get(result.id()));
        distance.ifPresent(each -> addDistance(tree, each));
        var gap = gap(distance, turns);
        if (!gap.isEmpty()) {
            tree.put("gap", gap);
        }
        turns.ifPresent(day -> tree.put(turn(result.result()), day.toString()));
        if (!result.missing().isEmpty()) {
            tree.put("missing", List.copyOf(result.missing()));
        }
        if (level.saysSources()) {
            tree.put("facts", sources.of(criterion.when().names()));
        }
        return tree;
    }

    private static void addDistance(Map<String, Object> tree, Distance distance) {
        tree.put("type", distance.observed().type().name().toLowerCase(java.util.Locale.ROOT));
        tree.put("observed", DecisionSources.text(distance.observed()));
        tree.put("required", distance.relation().sign() + " " + DecisionSources.text(distance.required()));
    }

    /** What is lacking, in the unit of what is compared; and the days to wait, where waiting helps. */
    private Map<String, Object> gap(Optional<Distance> distance, Optional<LocalDate> turns) {
        var gap = new LinkedHashMap<String, Object>();
        distance.ifPresent(each -> each.by().ifPresent(by -> gap.put(unit(each.observed()), CanonicalJson.number(by))));
        turns.ifPresent(day -> gap.put("days", ChronoUnit.DAYS.between(moment.day(), day)));
        return gap;
    }

    private static String unit(Value observed) {
        return switch (observed) {
            case Value.Money _ -> "fen";
            case Value.Day _ -> "days";
            case Value.Int _, Value.Num _, Value.Bool _, Value.Text _ -> "count";
        };
    }

    /** A criterion that stands against it by holding, under none, stops holding. */
    private static String turn(Truth now) {
        return now == Truth.TRUE ? "becomesFalseOn" : "becomesTrueOn";
    }

    private Map<String, Object> gap(DataGap gap) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("fact", gap.fact());
        tree.put("reason", gap.reason().word());
        gap.dataset().ifPresent(dataset -> tree.put("dataset", dataset.value()));
        gap.department().ifPresent(department -> tree.put("department", department.value()));
        return tree;
    }

    static Map<String, Object> both(LocalizedText text) {
        return Map.of("zh", text.zh(), "en", text.en());
    }
}
