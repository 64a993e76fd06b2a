package city.huitong.opendata;

import city.huitong.platform.problem.ProblemType;

/** Refusals of open data. */
public enum OpenDataProblem implements ProblemType {
    QUERY_INVALID(400, "The query is not valid"),
    CURSOR_INVALID(400, "The cursor does not belong to this query"),
    AGREEMENT_REQUIRED(403, "This is open to those who have agreed to its terms"),
    AGREEMENT_INVALID(400, "The application or decision is not valid"),
    AGREEMENT_NOT_FOUND(404, "There is no such agreement"),
    AGREEMENT_ASKED(409, "The dataset was applied for already"),
    AGREEMENT_DECIDED(409, "The agreement does not stand so that this could be decided"),
    AGREEMENT_WORDS_DIFFER(409, "Other words were agreed to than the dataset has"),
    NOTHING_CONDITIONAL(404, "Nothing of the dataset is open under conditions"),
    FIELD_WITHHELD(403, "The field is not open"),
    KEY_WITHHELD(403, "The records have no key that is open"),
    RECORDS_WITHHELD(403, "Single records of this dataset are not open"),
    RECORD_NOT_FOUND(404, "There is no such record"),
    VERSION_NOT_FOUND(404, "There is no such version of the dataset"),
    EXPORT_TOO_LARGE(422, "The file would be too large in this format"),
    TOO_MANY_OWN_EXPORTS(429, "You are being sent as many files as one may have at a time"),
    TOO_MANY_FOLLOWERS(503, "Too many readers follow datasets at the moment"),
    TOO_MANY_EXPORTS(503, "Too many exports are being written at the moment");

    private final int status;
    private final String title;

    OpenDataProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return ProblemType.slug(this);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
