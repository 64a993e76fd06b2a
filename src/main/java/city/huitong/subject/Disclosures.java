package city.huitong.subject;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Finds out why the caller of the request at hand may read, and lets them. Each call is one transaction: basis, read and trail stand or
 * fall together. Who asks and for which purpose is what the access token and the request say. Implemented by {@code consent}, which
 * alone makes grants.
 */
public interface Disclosures {

    /** In place of names: all facts that the basis covers. */
    String EVERY_FACT = "facts";

    /** In place of names: all facts that the policies in force read. */
    String POLICY_FACTS = "policies";

    /** A subject's entitlements. */
    String ENTITLEMENTS = "entitlements";

    /** Who has an official number. */
    String IDENTITY = "identity";

    /**
     * Lets the caller read one subject's data under a law. Fails with {@code no-legal-basis}, which is itself an entry, and with
     * {@code subject-not-found}.
     *
     * @param wanted whose data and which
     */
    <T> Uni<T> underLaw(Wanted wanted, Read<T> read);

    /**
     * Lets the caller read several subjects' data under a law, with an entry for each. Fails with {@code no-legal-basis}.
     *
     * @param subjects each once
     */
    <T> Uni<T> underLaw(Map<SubjectId, SubjectKind> subjects, Set<String> items, ReadMany<T> read);

    /**
     * Lets the caller read a page about many subjects under a law, with one entry about nobody in particular. Fails with
     * {@code no-legal-basis}.
     *
     * @param items what is read of each
     * @param details what the entry says beside it, for example the policy
     * @param size how many subjects the answer names
     */
    <T> Uni<T> inBulk(
            Set<String> items, Map<String, String> details, Function<SqlTx, Uni<T>> read, ToIntFunction<T> size);

    /**
     * Lets the subject who calls read its own data. Fails with {@code subject-not-found} for a subject the hub has nothing about, and
     * with {@code forbidden} for who is no subject.
     */
    <T> Uni<T> toSubject(Set<String> items, Read<T> read);

    /**
     * Lets the subject who calls read its own data again and again, as long as its request goes on. Fails as {@link #toSubject}.
     */
    Uni<OwnReading> ownReading(Set<String> items);

    /** Writes that the hub itself reads these subjects' facts to hold policies against them, as the law tells it to. */
    Uni<Void> byStatute(SqlTx tx, Collection<SubjectId> subjects, List<String> policies);

    /**
     * Lets the hub itself read these subjects' data to decide again what a policy gave them, as the law tells it to: one grant, and so
     * entries in the trail, for each.
     *
     * @param subjects each once
     */
    <T> Uni<T> byStatute(SqlTx tx, Map<SubjectId, SubjectKind> subjects, Set<String> items, ReadMany<T> read);

    /**
     * What is asked for.
     *
     * @param items full names of facts, or words of this interface
     */
    record Wanted(SubjectId subject, Set<String> items) {

        public Wanted {
            items = Set.copyOf(items);
        }
    }

    /** What is done with a grant. */
    @FunctionalInterface
    interface Read<T> {

        /** Reads within the transaction. */
        Uni<T> read(SqlTx tx, DisclosureGrant grant);
    }

    /** What is done with several grants. */
    @FunctionalInterface
    interface ReadMany<T> {

        /** Reads within the transaction. */
        Uni<T> read(SqlTx tx, List<DisclosureGrant> grants);
    }
}
