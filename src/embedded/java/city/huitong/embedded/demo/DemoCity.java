package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The demo city: what each department delivers, line by line, drawn when it is asked for. */
public final class DemoCity {

    /** The day on which the city is drawn; nothing in it happens later. */
    public static final LocalDate REFERENCE_DAY = LocalDate.of(2026, 11, 1);

    private final World world;
    private final Map<String, Supplier<Stream<DemoLine>>> deliveries = new HashMap<>();

    private DemoCity(World world) {
        this.world = world;
        Stream.of(
                        PersonSections.ALL,
                        CareerSections.ALL,
                        FamilySections.ALL,
                        HouseholdSections.ALL,
                        FirmSections.ALL,
                        TaxSections.ALL,
                        ResearchSections.ALL,
                        ServiceSections.ALL)
                .flatMap(List::stream)
                .forEach(section -> deliveries.put(section.dataset(), () -> section.lines(world)));
        deliveries.put(Divisions.DATASET, Divisions::lines);
    }

    /** The city of this seed: 20,000 people, 8,000 households, 3,000 enterprises. */
    public static DemoCity generate(long seed) {
        return new DemoCity(People.settle(seed, REFERENCE_DAY));
    }

    /** Ids of all datasets, in the order in which the city pack lists them. */
    public List<String> datasets() {
        return DATASETS;
    }

    /** The lines of a dataset as its department sends them (NDJSON), wrong ones among them. */
    public Stream<String> lines(String dataset) {
        return records(dataset).map(DemoLine::text);
    }

    /** The same lines with the knowledge which of them are wrong. */
    public Stream<DemoLine> records(String dataset) {
        var delivery = deliveries.get(dataset);
        if (delivery == null) {
            throw new IllegalArgumentException("the demo city has no dataset " + dataset);
        }
        return delivery.get();
    }

    /** Citizen numbers of everybody; the hub hears of each of them at least once. */
    public List<String> citizenNumbers() {
        return world.people().stream().map(Person::number).toList();
    }

    /** Unified social credit codes of all enterprises; the hub hears of each of them at least once. */
    public List<String> creditCodes() {
        return world.firms().stream().map(Firm::code).toList();
    }

    private static final List<String> DATASETS = List.of(
            "population",
            "households",
            "household-members",
            "household-incomes",
            "disability-certificates",
            "employments",
            "insurance-years",
            "insurance-payments",
            "medical-insured",
            "enterprises",
            "taxpayers",
            "income-tax-years",
            "vat-returns",
            "vat-credits",
            "tax-ratings",
            "tax-violations",
            "immediate-refunds",
            "high-tech-firms",
            "homes",
            "enforcements",
            "insolvencies",
            "utility-bills",
            "enrolments",
            "deaths",
            "trade-in-vouchers",
            "vehicles",
            "bus-stops",
            "assistance-families",
            "graduations",
            "hires",
            "skill-certificates",
            "unemployment-insured",
            "deduction-claims",
            "trade-in-applications",
            "local-tax-quarters",
            "business-income-years",
            "rd-years",
            "sme-titles",
            "disability-employment",
            "administrative-divisions",
            "service-cases");
}
