package org.eventgateway.engine.pickup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eventgateway.plugin.Reason;

/**
 * The folder of a source on disk. Only plain files that lie in it are seen: a link could lead to any file of this machine. For one
 * thread.
 */
final class Inbox {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    /** What {@link #target} puts before a name that is taken. */
    private static final Pattern STAMPED = Pattern.compile("^\\d{8}T\\d{9}-(\\d+-)?");

    private static final String ASIDE = ".read";

    private final PickUpSettings settings;
    private final PathMatcher pattern;

    Inbox(PickUpSettings settings) {
        this.settings = settings;
        this.pattern = FileSystems.getDefault().getPathMatcher("glob:" + settings.pattern());
    }

    /** The files that are there, oldest first, whether complete or not. */
    List<Arrival> list() throws FolderProblemException {
        requireUsable(settings.folder(), false);
        prepare(done());
        prepare(failed());
        List<Arrival> arrivals = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(settings.folder(), this::isWanted)) {
            for (Path path : entries) {
                look(path).ifPresent(arrivals::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw problem("folder_unreadable", "cannot be listed. Give the server's user the right to read it.");
        }
        arrivals.sort(Comparator.comparing(Arrival::modified).thenComparing(Arrival::name));
        return arrivals;
    }

    /** How a file is now; empty if it is gone or no plain file. */
    Optional<Arrival> look(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.isRegularFile()
                    ? Optional.of(new Arrival(
                            path,
                            now.size(),
                            now.lastModifiedTime(),
                            Files.isRegularFile(marker(path), LinkOption.NOFOLLOW_LINKS)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Opens a file; fails if a link has taken its place. */
    static InputStream open(Path path) throws IOException {
        return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Where a file that was read without a fault goes. */
    Path done() {
        return settings.folder().resolve(settings.doneFolder());
    }

    /** Where a file with faults goes. */
    Path failed() {
        return settings.folder().resolve(settings.failedFolder());
    }

    /** A free name for a file in another folder: its own, or with the time in it if that is taken. */
    static Path target(Path folder, String name, Instant now) {
        Path target = folder.resolve(name);
        for (int i = 0; Files.exists(target, LinkOption.NOFOLLOW_LINKS); i++) {
            target = folder.resolve(STAMP.format(now) + (i == 0 ? "-" : "-" + i + "-") + name);
        }
        return target;
    }

    /**
     * Moves a file that was read out of the way, under a hidden name until its mark is forgotten. Its marker goes first: it must not
     * call the next file of this name complete.
     */
    Path setAside(Path file, Path folder) throws IOException {
        Path aside = folder.resolve("." + file.getFileName() + ASIDE);
        Files.deleteIfExists(marker(file));
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        return aside;
    }

    /** The files that were read, also those that a crash left under a hidden name; without reports and what somebody else put there. */
    List<Path> read() throws IOException {
        if (!Files.isDirectory(settings.folder())) {
            throw new NoSuchFileException(settings.folder().toString());
        }
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(done(), failed())) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                continue; // nothing was read yet
            }
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, this::wasRead)) {
                entries.forEach(found::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return found;
    }

    private boolean wasRead(Path path) {
        if (isAside(path)) {
            return true;
        }
        String name = STAMPED.matcher(path.getFileName().toString()).replaceFirst("");
        return !name.startsWith(".")
                && !name.endsWith(settings.doneMarker())
                && pattern.matches(path.resolveSibling(name).getFileName())
                && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The files that lie under their hidden name, because of a crash. */
    List<Path> setAside() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(done(), failed())) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Inbox::isAside)) {
                entries.forEach(found::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return found;
    }

    /** The name that a file had before it was set aside; its own if it is not. */
    static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return isAside(name) ? name.substring(1, name.length() - ASIDE.length()) : name;
    }

    private static boolean isAside(Path path) {
        return isAside(path.getFileName().toString()) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isAside(String name) {
        return name.startsWith(".") && name.endsWith(ASIDE);
    }

    private boolean isWanted(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && !name.endsWith(settings.doneMarker()) && pattern.matches(path.getFileName());
    }

    private Path marker(Path file) {
        return file.resolveSibling(file.getFileName() + settings.doneMarker());
    }

    private void prepare(Path folder) throws FolderProblemException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            requireUsable(folder, true);
        } catch (NoSuchFileException e) {
            throw problem("folder_missing", "does not exist. Make it, or correct the setting folder.");
        } catch (IOException e) {
            throw problem(
                    "folder_not_writable",
                    "cannot be written to, so that files could not be moved away after reading.");
        }
    }

    private void requireUsable(Path folder, boolean noLink) throws FolderProblemException {
        LinkOption[] links = noLink ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS} : new LinkOption[0];
        if (!Files.isDirectory(folder, links)) {
            throw problem(
                    "folder_missing",
                    folder.equals(settings.folder())
                            ? "does not exist or is no folder. Make it, or correct the setting folder."
                            : "holds something that is no folder where " + folder.getFileName()
                                    + " should be. Remove it.");
        }
        if (!Files.isWritable(folder) || !Files.isReadable(folder) || !Files.isExecutable(folder)) {
            throw problem(
                    "folder_not_writable",
                    (folder.equals(settings.folder()) ? "" : "has a folder " + folder.getFileName() + " that ")
                            + "cannot be read and written. Give the server's user these rights: files are moved away after reading.");
        }
    }

    private FolderProblemException problem(String code, String text) {
        return new FolderProblemException(Reason.configuration(code, "The folder " + settings.folder() + " " + text));
    }
}
