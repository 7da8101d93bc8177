package dev.weft.cli.page;

import java.util.ArrayList;
import java.util.List;

/// The `///` text of a kernel, taken apart.
///
/// @param params what it says of each param
record Doc(List<String> paragraphs, List<Html.Row> params) {
    private static final String PARAM = "@param ";

    static Doc of(String doc) {
        var paragraphs = new ArrayList<String>();
        var params = new ArrayList<Html.Row>();
        for (var block : doc.strip().split("\n\\s*\n|\n(?=\\s*@)", -1)) {
            var text = block.strip().replaceAll("\\s+", " ");
            if (text.startsWith(PARAM)) {
                var words = text.substring(PARAM.length()).split(" ", 2);
                params.add(new Html.Row(words[0], words.length > 1 ? words[1] : "", false));
            } else if (!text.isEmpty()) {
                paragraphs.add(text);
            }
        }
        return new Doc(paragraphs, params);
    }
}
