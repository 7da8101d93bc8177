package dev.weft.cli.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Drawings as PNG, drawn by the JDK: two pixels of the file for each of the drawing, so that letters are sharp.
public final class Png {
    /// Pixels of the file per pixel of the drawing.
    public static final int SCALE = 2;

    private final Graphics2D graphics;

    private Png(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /// The bytes of a file.
    ///
    /// @throws NoFontException if the JDK finds no font to write labels with
    public static byte[] bytes(Drawing drawing) {
        // No window is opened; the JDK need not look for a screen.
        System.setProperty("java.awt.headless", "true");
        var image = new BufferedImage(SCALE * drawing.width(), SCALE * drawing.height(), BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            new Png(graphics).draw(drawing);
        } finally {
            graphics.dispose();
        }
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("this JDK writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The JDK has no font.
    public static final class NoFontException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoFontException(Throwable cause) {
            super("this JDK finds no font to write a PNG's labels with: " + cause.getMessage(), cause);
        }
    }

    private void draw(Drawing drawing) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, SCALE * drawing.width(), SCALE * drawing.height());
        graphics.scale(SCALE, SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (var mark : drawing.marks()) {
            smooth(!(mark instanceof Mark.Cells));
            draw(mark);
        }
    }

    /// Cells touch: smoothed edges would show as seams.
    private void smooth(boolean on) {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING,
                on ? RenderingHints.VALUE_ANTIALIAS_ON : RenderingHints.VALUE_ANTIALIAS_OFF);
    }

    private void draw(Mark mark) {
        switch (mark) {
            case Mark.Box(var x, var y, var width, var height, var fill, var _, var _) -> {
                paint(fill);
                graphics.fill(new Rectangle2D.Double(x, y, width, height));
            }
            case Mark.Cells(var fill, var _, var cells) -> {
                paint(fill);
                cells.forEach(
                        cell -> graphics.fill(new Rectangle2D.Double(cell.x(), cell.y(), cell.width(), cell.height())));
            }
            case Mark.Frame(var x, var y, var width, var height, var stroke, var thickness, var _) -> {
                paint(stroke);
                graphics.setStroke(new BasicStroke((float) thickness));
                graphics.draw(new Rectangle2D.Double(x, y, width, height));
            }
            case Mark.Path path -> path(path);
            case Mark.Dot(var x, var y, var radius, var fill, var stroke, var _) -> {
                var circle = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
                paint(fill);
                graphics.fill(circle);
                paint(stroke);
                graphics.setStroke(new BasicStroke(1));
                graphics.draw(circle);
            }
            case Mark.Label label -> label(label);
        }
    }

    private void path(Mark.Path path) {
        paint(path.stroke());
        float thickness = (float) path.thickness();
        graphics.setStroke(
                path.dashed()
                        ? new BasicStroke(
                                thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0)
                        : new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        var line = new Path2D.Double();
        for (var spot : path.spots()) {
            if (line.getCurrentPoint() == null) {
                line.moveTo(spot.x(), spot.y());
            } else {
                line.lineTo(spot.x(), spot.y());
            }
        }
        graphics.draw(line);
    }

    private void label(Mark.Label label) {
        paint(label.fill());
        var before = graphics.getTransform();
        graphics.translate(label.x(), label.y());
        if (label.upwards()) {
            graphics.rotate(-Math.PI / 2);
        }
        try {
            var font = new Font(Font.SANS_SERIF, label.bold() ? Font.BOLD : Font.PLAIN, 1);
            graphics.setFont(font.deriveFont((float) label.size()));
            double length = graphics.getFontMetrics()
                    .getStringBounds(label.text(), graphics)
                    .getWidth();
            double left = switch (label.anchor()) {
                case START -> 0;
                case MIDDLE -> -length / 2;
                case END -> -length;
            };
            graphics.drawString(label.text(), (float) left, 0);
        } catch (InternalError | NoClassDefFoundError | UnsatisfiedLinkError e) {
            throw new NoFontException(e);
        } finally {
            graphics.setTransform(before);
        }
    }

    private void paint(Colour colour) {
        graphics.setColor(new Color(colour.rgb()));
    }
}
