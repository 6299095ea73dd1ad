package dev.ocpv.model.hco;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes into a tree by path, such as {@code spec.a.b[2].c}; what lies between is made. */
final class Places {
    private static final Pattern STEP = Pattern.compile("([^.\\[]+)(?:\\[(\\d+)])?\\.?");

    private Places() {}

    static void set(Map<String, Object> root, String path, Object value) {
        var at = root;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            boolean last = step.end() == path.length();
            if (step.group(2) != null) {
                at = item(at, step.group(1), Integer.parseInt(step.group(2)));
            } else if (last) {
                at.put(step.group(1), value);
            } else {
                at = map(at.computeIfAbsent(step.group(1), name -> new LinkedHashMap<String, Object>()));
            }
        }
    }

    static void add(Map<String, Object> root, String path, Object item) {
        var holder = new LinkedHashMap<String, Object>();
        int dot = path.lastIndexOf('.');
        set(holder, path.substring(dot + 1), item);
        var parent = root;
        for (String name : path.substring(0, dot).split("\\.", -1)) {
            parent = map(parent.computeIfAbsent(name, missing -> new LinkedHashMap<String, Object>()));
        }
        list(parent.computeIfAbsent(path.substring(dot + 1), missing -> new ArrayList<Object>()))
                .add(item);
    }

    static List<Object> emptyItems(int count) {
        var items = new ArrayList<Object>();
        for (int i = 0; i < count; i++) {
            items.add(new LinkedHashMap<String, Object>());
        }
        return items;
    }

    private static Map<String, Object> item(Map<String, Object> parent, String name, int index) {
        var items = list(parent.computeIfAbsent(name, missing -> new ArrayList<Object>()));
        while (items.size() <= index) {
            items.add(new LinkedHashMap<String, Object>());
        }
        return map(items.get(index));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}
