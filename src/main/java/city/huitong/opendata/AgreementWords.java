package city.huitong.opendata;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.LocalizedText;
import city.huitong.platform.security.Sha256;

/**
 * The text of an agreement (数据利用协议): the dataset's own, or the one of all that have none. Who applies sends its SHA-256 and so has
 * agreed to these words and no others.
 *
 * @param sha256 over the Chinese and the English text with a line break between them, in hexadecimal
 */
public record AgreementWords(LocalizedText text, String sha256) {

    private static final LocalizedText USUAL = new LocalizedText(
            "申请人仅按申请的用途使用本数据集的有条件开放字段，不向他人提供，不识别任何个人或企业，采取必要的安全措施；"
                    + "发布成果时注明数据来源。协议到期或被终止后，不再使用并删除所取得的有条件开放数据。违反本协议的，部门可立即终止。",
            "The applicant uses the fields of this dataset that are open under conditions only as applied for, gives them to nobody else,"
                    + " identifies no person or enterprise by them, and keeps them safe; what is published names the source. When the agreement"
                    + " ends or is ended, they are used no more and deleted. The department may end it at once if it is broken.");

    /** The words of a dataset as it is described now. */
    public static AgreementWords of(Dataset dataset) {
        var text = dataset.open().agreement().orElse(USUAL);
        return new AgreementWords(text, Sha256.hexOfLines(text.zh(), text.en()));
    }
}
