/**
 * Policies: who is entitled to what, from when to when, written as data and decided by pure code.
 *
 * <p>A {@link city.huitong.policy.Policy} has dated versions; a version has a tree of named criteria and a benefit. Every fact
 * may be missing, so that every answer has three values (Kleene): a missing fact is never a "no" and never a zero. A policy
 * brings its own golden cases and is published only when all of them pass. Amounts are fen, days are the city's calendar days.
 */
@NullMarked
package city.huitong.policy;

import org.jspecify.annotations.NullMarked;
