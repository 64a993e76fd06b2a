package city.huitong.opendata;

import city.huitong.catalog.DatasetChange;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.LocalizedText;
import java.util.ArrayList;
import java.util.List;

/** Says in words what has changed in a dataset. */
final class ChangelogText {

    private ChangelogText() {}

    static LocalizedText title(DatasetChange change) {
        var title = change.title();
        return switch (change.kind()) {
            case OPENED -> new LocalizedText("开放：" + title.zh(), "Opened: " + title.en());
            case CHANGED -> new LocalizedText("变更：" + title.zh(), "Changed: " + title.en());
            case WITHDRAWN -> new LocalizedText("撤回：" + title.zh(), "Withdrawn: " + title.en());
        };
    }

    static LocalizedText text(DatasetId dataset, DatasetChange change) {
        return switch (change.kind()) {
            case OPENED ->
                new LocalizedText("数据集 %s 已开放。".formatted(dataset), "The dataset %s is open.".formatted(dataset));
            case CHANGED -> new LocalizedText(zh(change), en(change));
            case WITHDRAWN ->
                new LocalizedText(
                        "数据集 %s 不再开放。".formatted(dataset), "The dataset %s is not open any more.".formatted(dataset));
        };
    }

    private static String zh(DatasetChange change) {
        var sentences = new ArrayList<String>();
        add(sentences, "新增字段：%s。", "、", change.added());
        add(sentences, "取值范围放宽的字段：%s。", "、", change.widened());
        add(sentences, "开放属性改变的字段：%s。", "、", change.levels());
        return String.join("", sentences);
    }

    private static String en(DatasetChange change) {
        var sentences = new ArrayList<String>();
        add(sentences, "New fields: %s.", ", ", change.added());
        add(sentences, "Fields that take more than before: %s.", ", ", change.widened());
        add(sentences, "Fields that are more or less open than before: %s.", ", ", change.levels());
        return String.join(" ", sentences);
    }

    private static void add(List<String> sentences, String sentence, String comma, List<String> names) {
        if (!names.isEmpty()) {
            sentences.add(sentence.formatted(String.join(comma, names)));
        }
    }
}
