package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.List;

/**
 * Something that people and enterprises ask the city's service platform for (政务服务事项).
 *
 * @param code in the form of the national catalogue of items: kind, department, number; the departments' numbers are made up
 * @param promisedDays working days within which the department promises to have done it; 0 is at once
 * @param weight how often it is asked for
 * @param season the month in which it is asked for most
 */
record ServiceItem(String code, String name, String department, int promisedDays, int weight, int season) {

    private static final String POLICE = "public-security";
    private static final String LABOUR = "human-resources";
    private static final String INSURANCE = "medical-insurance";
    private static final String MARKET = "market-supervision";
    private static final String HOUSING = "housing";
    private static final String WELFARE = "civil-affairs";

    static final List<ServiceItem> ALL = List.of(
            new ServiceItem("000791001000", "居住证签发", POLICE, 10, 70, 3),
            new ServiceItem("000791002000", "居民身份证换领", POLICE, 15, 80, 7),
            new ServiceItem("000791003000", "户口迁移", POLICE, 5, 40, 8),
            new ServiceItem("000191004000", "普通护照签发", POLICE, 7, 60, 7),
            new ServiceItem("002092001000", "社会保险参保登记", LABOUR, 0, 110, 7),
            new ServiceItem("002092002000", "失业保险金申领", LABOUR, 10, 45, 1),
            new ServiceItem("002092003000", "就业失业登记", LABOUR, 0, 70, 7),
            new ServiceItem("000592004000", "职业技能提升补贴申领", LABOUR, 10, 30, 11),
            new ServiceItem("002093001000", "基本医疗保险参保登记", INSURANCE, 0, 90, 11),
            new ServiceItem("002093002000", "异地就医备案", INSURANCE, 0, 90, 2),
            new ServiceItem("002093003000", "生育津贴支付", INSURANCE, 10, 25, 4),
            new ServiceItem("002093004000", "医疗费用手工报销", INSURANCE, 20, 40, 12),
            new ServiceItem("000194001000", "企业设立登记", MARKET, 1, 80, 3),
            new ServiceItem("000194002000", "企业变更登记", MARKET, 1, 70, 4),
            new ServiceItem("000194003000", "个体工商户注册登记", MARKET, 1, 60, 3),
            new ServiceItem("000194004000", "食品经营许可", MARKET, 8, 40, 5),
            new ServiceItem("002095001000", "公共租赁住房申请", HOUSING, 20, 20, 9),
            new ServiceItem("002095002000", "住房租赁合同备案", HOUSING, 2, 60, 7),
            new ServiceItem("000195003000", "建筑工程施工许可", HOUSING, 5, 12, 3),
            new ServiceItem("000596001000", "最低生活保障对象认定", WELFARE, 20, 25, 1),
            new ServiceItem("000596002000", "高龄津贴申领", WELFARE, 10, 35, 10),
            new ServiceItem("000596003000", "残疾人两项补贴申领", WELFARE, 10, 20, 5),
            new ServiceItem("002097001000", "义务教育入学登记", "education", 15, 40, 5),
            new ServiceItem("000198001000", "道路运输从业资格证核发", "transport", 5, 25, 3),
            new ServiceItem("000198002000", "道路货物运输经营许可", "transport", 5, 15, 4));

    private static final int SEASON = 3;
    private static final int AFTER_SEASON = 2;

    /** What somebody asks for on that day. */
    static ServiceItem drawn(Draw draw, LocalDate day) {
        return ALL.get(draw.weighted(
                ALL.stream().mapToInt(item -> item.weight * item.rush(day)).toArray()));
    }

    boolean isInSeason(LocalDate day) {
        return day.getMonthValue() == season;
    }

    boolean isDoneAtOnce() {
        return promisedDays == 0;
    }

    private int rush(LocalDate day) {
        if (isInSeason(day)) {
            return SEASON;
        }
        return isInSeason(day.minusMonths(1)) ? AFTER_SEASON : 1;
    }
}
