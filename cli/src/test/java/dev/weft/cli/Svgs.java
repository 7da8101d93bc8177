package dev.weft.cli;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/// SVG as tests look at it.
final class Svgs {
    private static final Pattern CELL = Pattern.compile("M([\\d.]+) ([\\d.]+)h([\\d.]+)v([\\d.]+)h-[\\d.]+z");

    private Svgs() {}

    static Document parsed(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError(svg, e);
        }
    }

    static List<Element> elements(String svg, String name) {
        var nodes = parsed(svg).getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int n = 0; n < nodes.getLength(); n++) {
            elements.add((Element) nodes.item(n));
        }
        return elements;
    }

    /// The texts of a size other than the usual, in their order, without the title: the figures in cells.
    static List<String> figures(String svg) {
        return elements(svg, "text").stream()
                .filter(text -> text.hasAttribute("font-size") && !text.hasAttribute("font-weight"))
                .map(Element::getTextContent)
                .toList();
    }

    /// The kind of each cell of a field of so many rows and columns: `kinds[row][column]`.
    static String[][] cells(String svg, int rows, int columns) {
        var frame = elements(svg, "rect").stream()
                .filter(rect -> rect.getAttribute("class").equals("field"))
                .findFirst()
                .orElseThrow();
        double left = number(frame, "x");
        double top = number(frame, "y");
        double across = number(frame, "width") / columns;
        double down = number(frame, "height") / rows;
        var kinds = new String[rows][columns];
        for (var path : elements(svg, "path")) {
            if (path.getAttribute("class").equals("bar")) {
                continue;
            }
            var cells = CELL.matcher(path.getAttribute("d"));
            while (cells.find()) {
                int row = (int) Math.round((Double.parseDouble(cells.group(2)) - top) / down);
                int column = (int) Math.round((Double.parseDouble(cells.group(1)) - left) / across);
                int length = (int) Math.round(Double.parseDouble(cells.group(3)) / across);
                for (int c = column; c < column + length; c++) {
                    if (kinds[row][c] != null) {
                        throw new AssertionError("two cells in row %d, column %d".formatted(row, c));
                    }
                    kinds[row][c] = path.getAttribute("class");
                }
            }
        }
        return kinds;
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
