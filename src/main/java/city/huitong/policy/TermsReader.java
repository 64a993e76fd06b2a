package city.huitong.policy;

import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Expression;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.ValueType;
import city.huitong.policy.Ledger.Within;
import city.huitong.policy.Terms.Freshness;
import city.huitong.policy.Terms.Recomputation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a policy says beside who is entitled to what. Its expressions see facts, but no figures: those have dates. */
final class TermsReader {

    static final String[] KEYS = {"once", "exclusive", "budget", "recompute", "maxAge"};

    private static final Map<String, Within> WITHIN = PolicyReader.words(Within.values(), Within::word);
    private static final Map<String, Exclusion.Choice> CHOICES =
            PolicyReader.words(Exclusion.Choice.values(), Exclusion.Choice::word);
    private static final Map<String, Budget.Mode> MODES = PolicyReader.words(Budget.Mode.values(), Budget.Mode::word);
    private static final Map<String, Budget.Per> STRETCHES = PolicyReader.words(Budget.Per.values(), Budget.Per::word);
    private static final int MOST_GRANTS = 1_000;
    private static final int MOST_DAYS = 36_500;
    private static final String SUBJECT = "subject";

    private final SubjectKind subject;
    private final FactVocabulary vocabulary;
    private final ExpressionReader expressions;

    TermsReader(ExpressionCompiler compiler, SubjectKind subject, FactVocabulary vocabulary) {
        this.subject = subject;
        this.vocabulary = vocabulary;
        this.expressions = new ExpressionReader(compiler, vocabulary.scope(subject, Map.of()));
    }

    Terms terms(Place root, PolicyId policy) {
        return new Terms(
                root.optional("once").map(at -> ledgers(at, policy)).orElse(List.of()),
                root.optional("exclusive").map(at -> exclusion(at, policy)),
                root.optional("budget").map(this::budget),
                root.optional("recompute").map(TermsReader::recomputation).orElse(Terms.NONE.recompute()),
                root.optional("maxAge").map(this::maxAge).orElse(Map.of()));
    }

    /** One ledger, or a list of them. */
    private List<Ledger> ledgers(Place place, PolicyId policy) {
        List<Place> places = place.value() instanceof List<?> ? place.someItems() : List.of(place);
        List<Ledger> ledgers = new ArrayList<>();
        for (Place each : places) {
            ledger(each, policy).ifPresent(ledgers::add);
        }
        if (ledgers.size() > 1 && ledgers.stream().map(Ledger::name).distinct().count() < ledgers.size()) {
            place.wrong("ledger-name", "ledgers beside each other have a name each (ledger: …)");
        }
        return ledgers;
    }

    private Optional<Ledger> ledger(Place place, PolicyId policy) {
        place.allowing("ledger", "per", "within", "max");
        if (!place.has("per")) {
            place.wrong(
                    "ledger-key-missing",
                    "must say per what it is counted: per: subject, or a list of expressions over facts");
            return Optional.empty();
        }
        String name = place.optional("ledger").map(Texts::id).orElse(policy.value());
        Within within = place.at("within").oneOf(WITHIN, Within.EVER);
        long max = place.optional("max").map(Place::integer).orElse(1L);
        if (max < 1 || max > MOST_GRANTS) {
            place.at("max").wrong("out-of-range", "must be from 1 to %d".formatted(MOST_GRANTS));
        }
        return key(place.at("per"))
                .map(key -> new Ledger(name, key.perSubject, key.by, within, Math.clamp(max, 1, MOST_GRANTS)));
    }

    private record Key(boolean perSubject, List<Expression> by) {}

    private Optional<Key> key(Place place) {
        List<Place> parts = place.value() instanceof List<?> ? place.someItems() : List.of(place);
        boolean perSubject = parts.stream().anyMatch(part -> SUBJECT.equals(part.value()));
        List<Expression> by = parts.stream()
                .filter(part -> !SUBJECT.equals(part.value()))
                .map(part -> expressions.any(part, "true"))
                .toList();
        return perSubject || !by.isEmpty() ? Optional.of(new Key(perSubject, by)) : Optional.empty();
    }

    private static Exclusion exclusion(Place place, PolicyId own) {
        place.allowing("group", "choose", "after");
        var choice = place.at("choose").oneOf(CHOICES, Exclusion.Choice.BEST);
        List<PolicyId> after = place.optional("after")
                .map(at -> at.items().stream()
                        .flatMap(item -> policy(item, own).stream())
                        .toList())
                .orElse(List.of());
        if (choice == Exclusion.Choice.BEST && place.has("after")) {
            place.at("after").wrong("unknown-key", "means something where an order decides (choose: order)");
        }
        return new Exclusion(Texts.id(place.at("group")), choice, after);
    }

    private static Optional<PolicyId> policy(Place place, PolicyId own) {
        String id = place.text();
        if (!PolicyId.isValid(id)) {
            place.wrong("format", "must be the id of a policy");
            return Optional.empty();
        }
        if (id.equals(own.value())) {
            place.wrong("exclusion-cycle", "a policy does not go before itself");
            return Optional.empty();
        }
        return Optional.of(new PolicyId(id));
    }

    private Budget budget(Place place) {
        place.allowing("yuan", "per", "mode", "priority");
        long fen = place.at("yuan").fen();
        if (fen < 0) {
            place.at("yuan").wrong("out-of-range", "a budget is not negative");
        }
        List<Expression> priority = place.optional("priority")
                .map(at -> at.items().stream().map(this::rank).toList())
                .orElse(List.of());
        return new Budget(
                Math.max(0, fen),
                place.at("per").oneOf(STRETCHES, Budget.Per.YEAR),
                place.at("mode").oneOf(MODES, Budget.Mode.NONE),
                priority);
    }

    private Expression rank(Place place) {
        int wrongBefore = place.countWrong();
        Expression rank = expressions.any(place, "0");
        boolean ordered = rank.type() != ValueType.BOOL && rank.type() != ValueType.TEXT;
        if (place.countWrong() == wrongBefore && !ordered) {
            place.wrong("expression-type", "must be a number, money or a date, by which people can be put in order");
        }
        return rank;
    }

    private static Recomputation recomputation(Place place) {
        place.allowing("topUp", "clawBack");
        return new Recomputation(
                place.optional("topUp").map(Place::bool).orElse(false),
                place.optional("clawBack").map(Place::bool).orElse(false));
    }

    private Map<String, Freshness> maxAge(Place place) {
        Map<String, Freshness> limits = new LinkedHashMap<>();
        for (String fact : place.keys()) {
            Place each = place.at(fact).allowing("days", "on");
            if (vocabulary.typeOf(fact, subject).isEmpty()) {
                each.wrong("unknown-fact", "there is no fact %s that this policy may read".formatted(fact));
            }
            limits.put(fact, freshness(each));
        }
        return limits;
    }

    private Freshness freshness(Place place) {
        String on = place.at("on").text();
        if (vocabulary
                .typeOf(on, subject)
                .filter(type -> type == ValueType.DATE)
                .isEmpty()) {
            place.at("on").wrong("unknown-fact", "must be a fact that is a date: as of which day the other one holds");
        }
        long days = place.at("days").integer();
        if (days < 1 || days > MOST_DAYS) {
            place.at("days").wrong("out-of-range", "must be from 1 to %d".formatted(MOST_DAYS));
        }
        return new Freshness(on, Math.clamp(days, 1, MOST_DAYS));
    }
}
