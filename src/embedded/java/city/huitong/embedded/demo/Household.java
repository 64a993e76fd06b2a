package city.huitong.embedded.demo;

/**
 * People who live together.
 *
 * @param number the household number
 * @param fenPerHead monthly income per head
 * @param oddFen what does not divide by the members, so that rounding shows
 */
record Household(int index, String number, int members, boolean local, long fenPerHead, int oddFen) {

    long monthlyIncome() {
        return fenPerHead * members + oddFen;
    }
}
