/**
 * Facts of everybody as columns in memory, and the expression language over them: two Roaring bitmaps for each condition, of those for
 * whom it holds and of those for whom it does not. Who is in neither is open. Everything here computes, for worker threads.
 */
@NullMarked
package city.huitong.matching.columns;

import org.jspecify.annotations.NullMarked;
