package city.huitong.matching;

import city.huitong.catalog.LocalizedText;
import city.huitong.policy.BenefitPeriod;
import city.huitong.policy.CriterionResult;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A decision in a sentence for the subject it is about, from the words of its criteria. */
public final class DecisionSentence {

    private DecisionSentence() {}

    /** In Chinese. */
    public static String zh(ExplainedDecision explained) {
        return switch (explained.decision().eligibility()) {
            case Eligible eligible when eligible.amountFen() == 0 -> "符合条件，金额为零。";
            case Eligible eligible -> "符合条件：" + zh(eligible.period()) + yuan(eligible.amountFen()) + "元。";
            case NotEligible not ->
                "不符合条件：" + criteria(explained, not.failed(), LocalizedText::zh, "；") + "。" + fromZh(explained);
            case Undetermined _ -> "暂时无法确定：缺少" + gaps(explained, LocalizedText::zh, "、") + "。";
            case Excluded(var by, var _) -> "符合条件，但已享受“" + by.value() + "”，不能同时享受。";
            case NotInForce _ -> "该政策在这一天没有施行。";
        };
    }

    /** In English. */
    public static String en(ExplainedDecision explained) {
        return switch (explained.decision().eligibility()) {
            case Eligible eligible when eligible.amountFen() == 0 -> "Entitled, to an amount of zero.";
            case Eligible eligible ->
                "Entitled to " + yuan(eligible.amountFen()) + " yuan" + en(eligible.period()) + ".";
            case NotEligible not ->
                "Not entitled, because this does not come out as it must: "
                        + criteria(explained, not.failed(), LocalizedText::en, "; ") + "." + fromEn(explained);
            case Undetermined _ ->
                "It cannot be said yet. What is missing: " + gaps(explained, LocalizedText::en, ", ") + ".";
            case Excluded(var by, var _) -> "Entitled, but not beside " + by.value() + ", which is already granted.";
            case NotInForce _ -> "The policy is not law on that day.";
        };
    }

    private static String criteria(
            ExplainedDecision explained, Set<String> ids, Function<LocalizedText, String> language, String between) {
        return explained.decision().criteria().stream()
                .filter(result -> ids.contains(result.id()))
                .map(CriterionResult::criterion)
                .map(criterion -> language.apply(criterion.text()))
                .collect(Collectors.joining(between));
    }

    private static String gaps(ExplainedDecision explained, Function<LocalizedText, String> language, String between) {
        return explained.gaps().stream()
                .map(DataGap::fact)
                .map(fact -> explained.facts().containsKey(fact)
                        ? language.apply(
                                explained.facts().get(fact).definition().title())
                        : fact)
                .collect(Collectors.joining(between));
    }

    private static String fromZh(ExplainedDecision explained) {
        return explained
                .prospect()
                .eligibleOn()
                .map(day -> "其他情况不变，自" + day + "起符合。")
                .orElse("");
    }

    private static String fromEn(ExplainedDecision explained) {
        return explained
                .prospect()
                .eligibleOn()
                .map(day -> " If nothing else changes, entitled from " + day + " on.")
                .orElse("");
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    private static String zh(BenefitPeriod period) {
        return switch (period) {
            case MONTH -> "每月";
            case QUARTER -> "每季度";
            case YEAR -> "每年";
            case ONCE -> "一次性";
        };
    }

    private static String en(BenefitPeriod period) {
        return switch (period) {
            case MONTH -> " a month";
            case QUARTER -> " a quarter";
            case YEAR -> " a year";
            case ONCE -> ", once";
        };
    }
}
