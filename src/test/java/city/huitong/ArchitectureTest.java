package city.huitong;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.Pseudonyms;
import city.huitong.subject.SubjectFacts;
import city.huitong.subject.SubjectProfiles;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;

/** Keeps the package tree as ADR 0001 draws it, and the ways of working that no compiler checks. */
class ArchitectureTest {

    private static final String BASE = "city.huitong";

    /** Each may use those before it and none after it. */
    private static final List<String> ORDER = List.of(
            "platform",
            "expression",
            "audit",
            "developer",
            "catalog",
            "ingest",
            "opendata",
            "subject",
            "consent",
            "policy",
            "matching",
            "entitlement");

    private static final Set<String> ADAPTERS = Set.of("api", "messaging", "store", "client");
    private static final Set<String> PLATFORM_PARTS =
            Set.of("problem", "data", "outbox", "security", "runtime", "graphql", "webhook");

    private static final String[] ROOTS =
            ORDER.stream().skip(1).map(feature -> BASE + "." + feature).toArray(String[]::new);

    /** Read once: reading thousands of class files is what costs here. */
    private static final JavaClasses HUB = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/city/huitong/embedded/"))
            .importPackages(BASE);

    @Test
    void packagesDependDownwardsOnly() {
        classes()
                .should(useOnly("packages before their own", ArchitectureTest::isNotAfter))
                .because("the order of packages in ADR 0001 is a straight line; ports point upwards instead")
                .check(HUB);
    }

    @Test
    void everyPackageIsInTheOrder() {
        classes()
                .should(be("in a package of the order", type -> ORDER.contains(feature(type))))
                .because("a package that is not in the order is bound by none of these rules")
                .check(HUB);
    }

    @Test
    void featuresAreFreeOfCycles() {
        slices().matching(BASE + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("features in a cycle are one feature with two names")
                .check(HUB);
    }

    @Test
    void subPackagesHaveOneOfTheKnownNames() {
        classes()
                .should(be("in a known sub-package", ArchitectureTest::isInKnownPart))
                .because("who looks for SQL, REST or Kafka must find it under the same name everywhere")
                .check(HUB);
    }

    @Test
    void nobodyUsesSubPackagesOfAnotherFeature() {
        classes()
                .should(useOnly("root packages of other features", ArchitectureTest::isPublicFor))
                .because("a feature's root package is its public face; the rest is its own business")
                .check(HUB);
    }

    @Test
    void rootsKnowNoTechnology() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws.rs..",
                        "org.jboss.resteasy..",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "io.vertx..",
                        "org.eclipse.microprofile.graphql..",
                        "org.eclipse.microprofile.reactive.messaging..",
                        "io.smallrye.reactive.messaging..",
                        "com.fasterxml.jackson..",
                        "tools.jackson..")
                .because("what the hub decides must not depend on how it is asked or where it is kept")
                .check(HUB);
    }

    @Test
    void rootsDoNotKnowTheirAdapters() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(adapters("api", "messaging", "store", "client"))
                .because("adapters are found through ports, so that they can be replaced")
                .check(HUB);
    }

    @Test
    void inboundAdaptersDoNotKnowOutboundOnes() {
        noClasses()
                .that()
                .resideInAnyPackage(adapters("api", "messaging"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(adapters("store", "client"))
                .because("a request goes through the feature's use cases, not around them")
                .check(HUB);
    }

    @Test
    void nothingBlocks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.smallrye.mutiny.groups.UniAwait")
                .orShould(access("Thread.sleep", Thread.class, Set.of("sleep")))
                .because("a blocked event loop stops every request on it")
                .check(HUB);
    }

    @Test
    void onlyPlatformSubscribes() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".platform..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.smallrye.mutiny.groups.UniSubscribe")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.smallrye.mutiny.groups.MultiSubscribe")
                .orShould(access("subscribe().with()", Uni.class, Set.of("subscribeAsCompletionStage")))
                .because("a lost subscription is a lost failure; platform.runtime.Background logs it")
                .check(HUB);
    }

    @Test
    void onlyTheOutboxEmits() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".platform.outbox..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.reactive\\.messaging\\.(Mutiny)?Emitter")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.producer..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.eclipse.microprofile.reactive.messaging.Outgoing")
                .because("an event sent beside the transaction is lost, or lies, when one of the two fails")
                .check(HUB);
    }

    @Test
    void nothingRunsSideBySide() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".*.client..")
                .should(access("Uni.combine or Uni.join", Uni.class, Set.of("combine", "join")))
                .orShould()
                .accessTargetWhere(describe(
                        "is transformToUniAndMerge",
                        (JavaAccess<?> access) -> access.getName().equals("transformToUniAndMerge")))
                .because("a connection is one stream: two statements at once on it break both")
                .check(HUB);
    }

    @Test
    void kafkaComesInThroughMessaging() {
        methods()
                .that()
                .areAnnotatedWith(Incoming.class)
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage(BASE + ".*.messaging..")
                .because("whoever asks what the hub listens to must find it in one kind of place")
                .check(HUB);
    }

    @Test
    void everyEndpointSaysWhoMayCallIt() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .or()
                .areAnnotatedWith(Query.class)
                .or()
                .areAnnotatedWith(Mutation.class)
                .should()
                .beAnnotatedWith(RolesAllowed.class)
                .orShould()
                .beAnnotatedWith(PermitAll.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(RolesAllowed.class)
                .because("an endpoint that says nothing is open to everybody by accident")
                .check(HUB);
    }

    @Test
    void entitiesStayInTheStore() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .resideInAPackage(BASE + ".*.store..")
                .andShould()
                .bePackagePrivate()
                .because("how something is kept is nobody else's business")
                .check(HUB);
    }

    @Test
    void injectionIsByConstructor() {
        noFields()
                .should()
                .beAnnotatedWith(Inject.class)
                .because("what a class needs is seen in its constructor, and given there in a test")
                .check(HUB);
    }

    @Test
    void noExceptionIsNameless() {
        noClasses()
                .that()
                .areNotAssignableTo(Throwable.class)
                .should()
                .accessTargetWhere(describe("makes a vanilla exception", ArchitectureTest::makesVanillaException))
                .because("a refusal is a Problem with a code; a failure has a type that says what failed")
                .check(HUB);
    }

    @Test
    void timeComesFromTheCityClock() {
        noClasses()
                .that(are(DescribedPredicate.not(resideInAPackage(BASE + ".platform.runtime"))))
                .should()
                .accessTargetWhere(describe("reads the clock of the machine", ArchitectureTest::readsTheMachinesClock))
                .because("a birthday begins at midnight in the city, and a test must be able to set the clock")
                .check(HUB);
    }

    @Test
    void onlyConsentGrantsDisclosure() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".consent..")
                .and()
                .areNotAssignableTo(DisclosureGrant.class)
                .should(construct(DisclosureGrant.class))
                .because("whoever reads a profile must prove a consent or a law, and proofs come from one place")
                .check(HUB);
    }

    @Test
    void profilesAreTheOnlyDoorToFacts() {
        noClasses()
                .that()
                .areNotAssignableTo(SubjectProfiles.class)
                .should(access("SubjectFacts.sourced", SubjectFacts.class, Set.of("sourced")))
                .because("a fact that is read beside the door is read without a grant and without a trail")
                .check(HUB);
    }

    @Test
    void onlySubjectsComputePseudonyms() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".subject..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Pseudonyms.class)
                .because("what a subject is called is known to SubjectNames; the current key may give another id")
                .check(HUB);
    }

    @Test
    void settingsAreInterfacesNamedConfig() {
        classes()
                .that()
                .areAnnotatedWith(ConfigMapping.class)
                .should()
                .beInterfaces()
                .andShould()
                .haveSimpleNameEndingWith("Config")
                .because("which settings a feature has is seen in its …Config")
                .allowEmptyShould(true)
                .check(HUB);
    }

    private static boolean isNotAfter(JavaClass from, JavaClass to) {
        return ORDER.indexOf(feature(to)) <= ORDER.indexOf(feature(from));
    }

    private static boolean isPublicFor(JavaClass from, JavaClass to) {
        return feature(to).equals("platform")
                || part(to).isEmpty()
                || feature(from).equals(feature(to));
    }

    private static boolean isInKnownPart(JavaClass type) {
        return feature(type).equals("platform")
                ? PLATFORM_PARTS.contains(part(type))
                : part(type).isEmpty() || ADAPTERS.contains(part(type)) || isColumns(type);
    }

    /** Facts of everybody in memory are a part of matching by themselves: neither asked for, nor kept, nor sent. */
    private static boolean isColumns(JavaClass type) {
        return feature(type).equals("matching") && part(type).equals("columns");
    }

    /** The package under the base; empty for the base itself. */
    private static String feature(JavaClass type) {
        return Stream.of(type.getPackageName().split("\\.")).skip(2).findFirst().orElse("");
    }

    /** What comes after the feature. */
    private static String part(JavaClass type) {
        var name = type.getPackageName().substring(BASE.length());
        var dot = name.indexOf('.', 1);
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    private static String[] adapters(String... parts) {
        return Stream.of(parts).map(part -> BASE + ".*." + part + "..").toArray(String[]::new);
    }

    private static boolean makesVanillaException(JavaAccess<?> access) {
        return access.getName().equals("<init>")
                && Stream.of(Throwable.class, Exception.class, RuntimeException.class, Error.class)
                        .anyMatch(access.getTargetOwner()::isEquivalentTo);
    }

    /** Also where the method is only referred to ({@code Instant::now}), which calls alone would miss. */
    private static boolean readsTheMachinesClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var now = owner.getPackageName().equals("java.time") && access.getName().equals("now");
        var millis = owner.isEquivalentTo(System.class) && access.getName().equals("currentTimeMillis");
        var system =
                owner.isEquivalentTo(java.time.Clock.class) && access.getName().startsWith("system");
        return now || millis || system;
    }

    private static ArchCondition<JavaClass> access(String what, Class<?> owner, Set<String> names) {
        return new ArchCondition<>("use " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getAccessesFromSelf().stream()
                        .filter(access -> access.getTargetOwner().isEquivalentTo(owner))
                        .filter(access -> names.contains(access.getName()))
                        .forEach(access -> events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
            }
        };
    }

    /** By {@code new} and by {@code ::new}, which only the second look finds. */
    private static ArchCondition<JavaClass> construct(Class<?> made) {
        return new ArchCondition<>("make a " + made.getSimpleName()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.<JavaAccess<?>>concat(
                                type.getConstructorCallsFromSelf().stream(),
                                type.getConstructorReferencesFromSelf().stream())
                        .filter(access -> access.getTargetOwner().isEquivalentTo(made))
                        .forEach(access -> events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> useOnly(String what, BiPredicate<JavaClass, JavaClass> allowed) {
        return new ArchCondition<>("use only " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isOurs(dependency.getTargetClass()))
                        .filter(dependency -> !allowed.test(type, dependency.getTargetClass()))
                        .map(Dependency::getDescription)
                        .forEach(sentence -> events.add(SimpleConditionEvent.violated(type, sentence)));
            }
        };
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(BASE + ".");
    }

    private static ArchCondition<JavaClass> be(String what, java.util.function.Predicate<JavaClass> right) {
        return new ArchCondition<>("be " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, right.test(type), type.getName() + " is not " + what));
            }
        };
    }
}
