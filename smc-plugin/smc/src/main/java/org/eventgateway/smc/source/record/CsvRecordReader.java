package org.eventgateway.smc.source.record;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eventgateway.plugin.Reason;
import org.eventgateway.plugin.source.InputRefusedException;

/** Reads CSV. For one thread. */
public final class CsvRecordReader implements RecordReader {
    /** Stands where a quote may not stand in text, so nothing is ever quoted. */
    private static final char NO_QUOTE = '\u0000';

    private final CsvFrames frames;
    private final StrictText text;
    private final CsvReader.CsvReaderBuilder csv;
    private final Map<String, Integer> columns;
    private final int width;
    private final Charset charset;
    private Optional<Extent> extent = Optional.empty();

    private CsvRecordReader(
            CsvFrames frames, StrictText text, CsvReader.CsvReaderBuilder csv, List<String> names, Charset charset) {
        this.frames = frames;
        this.text = text;
        this.csv = csv;
        this.width = names.size();
        this.columns = index(names);
        this.charset = charset;
    }

    /**
     * Begins to read.
     *
     * @param body the input, standing behind its byte order mark
     * @param format how it is written
     * @param offset how many bytes the byte order mark has
     * @param resume where to go on; the header line is read all the same
     * @throws InputRefusedException if the header line cannot be read
     */
    public static CsvRecordReader open(InputStream body, CsvFormat format, long offset, Optional<ResumePoint> resume)
            throws IOException {
        Window window = new Window(body, Units.of(format.charset()), format.mostBytes(), offset, 1);
        return open(window, format, resume, false);
    }

    /**
     * Begins to look for persons. A header line that cannot be read, or names no column that is asked for, belongs to the leftovers.
     *
     * @param body the input, standing behind its byte order mark
     * @param format how it is written
     * @param offset how many bytes the byte order mark has
     * @param leftovers takes what no record can be made of
     * @param namesPerson whether somebody can be told from the columns of a row, which has a value in each
     */
    public static CsvRecordReader search(
            InputStream body, CsvFormat format, long offset, Leftovers leftovers, Predicate<Row> namesPerson)
            throws IOException {
        Window window = new Window(body, Units.of(format.charset()), format.mostBytes(), offset, 1);
        window.show(leftovers);
        CsvRecordReader reader = open(window, format, Optional.empty(), true);
        if (!namesPerson.test(name -> reader.columns.containsKey(name) ? name : "")) {
            reader.giveUp();
        }
        return reader;
    }

    private static CsvRecordReader open(
            Window window, CsvFormat format, Optional<ResumePoint> resume, boolean withoutHeader) throws IOException {
        CsvFrames frames = new CsvFrames(window, format);
        StrictText text = new StrictText(format.charset());
        CsvReader.CsvReaderBuilder csv = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .quoteCharacter(format.quote().orElse(NO_QUOTE))
                .detectBomHeader(false)
                .skipEmptyLines(false);
        List<String> names = format.columns();
        try {
            names = names.isEmpty() ? header(frames, text, csv) : names;
        } catch (InputRefusedException e) {
            if (!withoutHeader) {
                throw e;
            }
        }
        if (resume.isPresent()) {
            frames.resumeAt(resume.get());
        }
        return new CsvRecordReader(frames, text, csv, names, format.charset());
    }

    @Override
    public Optional<Entry> next() throws IOException {
        for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            Optional<Entry> entry = entry(frame.get());
            if (entry.isPresent()) {
                return entry;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Extent> extent() {
        return extent;
    }

    @Override
    public void giveUp() {
        frames.giveUp();
    }

    @Override
    public ResumePoint resumePoint() throws IOException {
        return frames.resumePoint();
    }

    private Optional<Entry> entry(Frame frame) {
        Place place = frame.place();
        extent = Optional.empty();
        if (frame.fault().isPresent()) {
            return Optional.of(new Entry.Fault(place, frame.fault().get()));
        }
        Optional<String> decoded = text.decode(frame.bytes());
        if (decoded.isEmpty()) {
            return fault(place, Faults.wrongCharset(place, text.charset()));
        }
        CsvRecord cells;
        try {
            cells = csv.ofSingleCsvRecord(decoded.get());
        } catch (CsvParseException e) {
            return fault(place, Faults.brokenCsv(place));
        }
        if (cells.getFields().stream().allMatch(String::isBlank)) {
            return Optional.empty();
        }
        if (cells.getFieldCount() != width) {
            return fault(place, Faults.columnCount(place, cells.getFieldCount(), width));
        }
        extent = Optional.of(Extent.of(frame, charset));
        return Optional.of(new Entry.Found(place, row(cells)));
    }

    private Optional<Entry> fault(Place place, Reason reason) {
        frames.backToSecondLine();
        return Optional.of(new Entry.Fault(place, reason));
    }

    private Row row(CsvRecord cells) {
        return name -> {
            Integer column = columns.get(name);
            return column == null ? "" : cells.getField(column);
        };
    }

    private static List<String> header(CsvFrames frames, StrictText text, CsvReader.CsvReaderBuilder csv)
            throws IOException {
        Optional<Frame> frame = frames.next();
        if (frame.isEmpty()) {
            return List.of();
        }
        Optional<String> line = frame.get().fault().isPresent()
                ? Optional.empty()
                : text.decode(frame.get().bytes());
        try {
            return csv.ofSingleCsvRecord(line.orElseThrow(CsvRecordReader::noHeader))
                    .getFields();
        } catch (CsvParseException e) {
            throw noHeader();
        }
    }

    private static InputRefusedException noHeader() {
        return new InputRefusedException(
                Reason.event(
                        "unreadable_header",
                        "The first line of the file is no header that can be read. Check delimiter, quoting and charset, or set columns."));
    }

    private static Map<String, Integer> index(List<String> names) {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            // Of two columns of one name the first counts: the order of an export is what its author sees.
            index.putIfAbsent(FieldName.normal(names.get(i)), i);
        }
        return index;
    }
}
