package dev.weft.cli.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A TextMate grammar that has only patterns of one line, and what it makes of a line.
///
/// @param rules its patterns, in their order
record TextMate(List<Rule> rules) {
    TextMate {
        rules = List.copyOf(rules);
    }

    /// A piece of a line and the name of its scope.
    record Scoped(int start, int end, String scope) {}

    /// A pattern, with the scope of all of it or those of its groups.
    record Rule(Pattern pattern, JsonObject json) {}

    static TextMate of(String grammar) {
        var root = JsonParser.parseString(grammar).getAsJsonObject();
        var rules = new ArrayList<Rule>();
        collect(root, root.getAsJsonObject("repository"), rules);
        return new TextMate(rules);
    }

    private static void collect(JsonObject rule, JsonObject repository, List<Rule> rules) {
        if (rule.has("include")) {
            var name = rule.get("include").getAsString().substring(1);
            collect(repository.getAsJsonObject(name), repository, rules);
        } else if (rule.has("match")) {
            rules.add(new Rule(Pattern.compile(rule.get("match").getAsString()), rule));
        } else {
            for (JsonElement part : rule.getAsJsonArray("patterns")) {
                collect(part.getAsJsonObject(), repository, rules);
            }
        }
    }

    /// As an editor does it: the pattern that matches first, of several the one that is listed first.
    List<Scoped> scopes(String line) {
        var scopes = new ArrayList<Scoped>();
        int at = 0;
        while (at < line.length()) {
            Matcher best = null;
            var json = new JsonObject();
            for (var rule : rules) {
                var matcher = rule.pattern().matcher(line);
                if (matcher.find(at) && (best == null || matcher.start() < best.start())) {
                    best = matcher;
                    json = rule.json();
                }
            }
            if (best == null) {
                return scopes;
            }
            add(best, json, scopes);
            at = best.end();
        }
        return scopes;
    }

    private static void add(Matcher match, JsonObject json, List<Scoped> scopes) {
        if (json.has("name")) {
            scopes.add(new Scoped(match.start(), match.end(), json.get("name").getAsString()));
            return;
        }
        json.getAsJsonObject("captures").entrySet().forEach(capture -> {
            int group = Integer.parseInt(capture.getKey());
            var scope = capture.getValue().getAsJsonObject().get("name").getAsString();
            scopes.add(new Scoped(match.start(group), match.end(group), scope));
        });
    }
}
