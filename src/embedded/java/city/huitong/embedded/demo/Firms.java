package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Founds the city's enterprises: most of them tiny, few of them large. */
final class Firms {

    static final int FIRMS = 3_000;

    private static final List<String> INDUSTRIES = List.of(
            "manufacturing",
            "research",
            "energy-water",
            "software",
            "environment",
            "transport",
            "wholesale-retail",
            "agriculture",
            "hospitality",
            "resident-services",
            "education",
            "health",
            "culture",
            "construction",
            "real-estate",
            "finance");
    private static final int[] INDUSTRY_WEIGHTS = {160, 60, 10, 120, 20, 50, 250, 20, 80, 60, 20, 15, 25, 60, 30, 20};
    private static final List<String> TRADES =
            List.of("制造", "科技", "能源", "软件", "环保", "物流", "贸易", "农业", "餐饮", "服务", "教育", "健康", "文化", "建筑", "置业", "投资");
    private static final List<String> WORDS =
            List.of("云启", "禾丰", "远望", "星岚", "嘉木", "清源", "明泰", "同舟", "晨光里", "百汇", "青石", "海晏");

    /** Numbers of staff at which policies turn. */
    private static final List<Integer> NEAR_LIMITS = List.of(29, 30, 31, 299, 300, 301);

    private static final LocalDate OLDEST = LocalDate.of(1995, 1, 1);

    private Firms() {}

    static List<Firm> found(long seed, LocalDate today) {
        return IntStream.range(0, FIRMS).mapToObj(i -> firm(seed, today, i)).toList();
    }

    private static Firm firm(long seed, LocalDate today, int index) {
        Draw draw = Draw.of(seed, "firm", index);
        int industry = draw.weighted(INDUSTRY_WEIGHTS);
        int staff = staff(draw);
        String name = "X市" + draw.pick(WORDS) + Codes.padded(index, 4) + TRADES.get(industry) + "有限公司";
        LocalDate established = draw.chance(700)
                ? draw.day(today.minusYears(12), today.minusYears(3))
                : draw.day(draw.chance(500) ? OLDEST : today.minusYears(3), today.minusMonths(2));
        return new Firm(
                index,
                Codes.enterprise(index + 1),
                name,
                staff,
                size(staff),
                INDUSTRIES.get(industry),
                established,
                draw.chance(smallScalePerMille(staff)),
                draw.chance(950),
                draw.chance(940));
    }

    private static int staff(Draw draw) {
        return switch (draw.weighted(790, 140, 45, 15, 10)) {
            case 0 -> draw.between(1, 9);
            case 1 -> draw.between(10, 99);
            case 2 -> draw.between(100, 299);
            case 3 -> (int) Math.min(20_000, 300 + draw.longTailed(500, 1.0));
            default -> draw.pick(NEAR_LIMITS);
        };
    }

    private static String size(int staff) {
        if (staff < 10) {
            return "micro";
        }
        if (staff < 100) {
            return "small";
        }
        return staff < 300 ? "medium" : "large";
    }

    private static int smallScalePerMille(int staff) {
        if (staff < 10) {
            return 820;
        }
        return staff < 100 ? 250 : 0;
    }
}
