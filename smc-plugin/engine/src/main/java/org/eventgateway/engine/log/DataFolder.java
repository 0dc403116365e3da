package org.eventgateway.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.eventgateway.plugin.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the store, held by one process: private (folder 0700, files 0600), on a local disk, under a lock. The lock is the
 * operating system's: it goes when the process goes, however it goes.
 */
final class DataFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** SQLite's write-ahead log needs shared memory and honest locks, which these do not give (SQLite: write-ahead logging). */
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "9p",
            "afs",
            "afpfs",
            "ncpfs",
            "webdav",
            "davfs",
            "ceph",
            "glusterfs",
            "lustre",
            "beegfs",
            "gpfs",
            "vboxsf",
            "vmhgfs",
            "prl_fs",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.davfs2",
            "fuse.s3fs",
            "fuse.gcsfuse",
            "fuse.rclone",
            "fuse.vmhgfs-fuse",
            "fuse.cephfs",
            "fuse.smbnetfs");

    /** Of a system property, which all deployments of a server see. */
    private static final String CLAIM = "event-gateway.folder.";

    private final Path folder;
    private final FileChannel channel;
    private final String claim;
    private boolean closed;

    private DataFolder(Path folder, FileChannel channel, String claim) {
        this.folder = folder;
        this.channel = channel;
        this.claim = claim;
    }

    /** Makes the folder if needed, and takes it. */
    static DataFolder take(Path wanted) {
        Path folder = wanted.toAbsolutePath().normalize();
        if (folder.toString().indexOf('?') >= 0) {
            throw refusal("data_folder_name", folder, "has a name with a question mark; SQLite cannot open that", null);
        }
        try {
            Files.createDirectories(folder);
            restrict(folder, FOLDER);
            String type = Files.getFileStore(folder).type();
            if (isNetwork(type)) {
                throw refusal(
                        "data_folder_on_network",
                        folder,
                        "is on a network file system (" + type + "); use a local disk",
                        null);
            }
            return lock(folder);
        } catch (IOException e) {
            throw refusal(
                    "data_folder_unusable",
                    folder,
                    "cannot be used; check that it exists, belongs to this user, and that its disk is not full",
                    e);
        }
    }

    static boolean isNetwork(String type) {
        return NETWORK.contains(type.toLowerCase(Locale.ROOT));
    }

    /** The lock of the system holds between processes only, and is given back as soon as anybody of this one closes the file. */
    private static DataFolder lock(Path folder) throws IOException {
        String claim = CLAIM + folder.toRealPath();
        if (System.getProperties().putIfAbsent(claim, "taken") != null) {
            throw inUse(folder, null);
        }
        try {
            return lock(folder, claim);
        } catch (IOException | RuntimeException e) {
            System.getProperties().remove(claim);
            throw e;
        }
    }

    private static DataFolder lock(Path folder, String claim) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                restrict(file, FILE);
                String holder = "process " + ProcessHandle.current().pid() + "\n";
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
                return new DataFolder(folder, channel, claim);
            }
            channel.close();
            throw inUse(folder, null);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(folder, e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Makes a file that only this user can read, before SQLite makes it with wider rights; its side files get the same rights. */
    Path privateFile(String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            Files.createFile(file);
        }
        restrict(file, FILE);
        return file;
    }

    /** Makes an empty folder below, without what an earlier process left there. */
    Path emptyFolder(String name) throws IOException {
        Path inner = folder.resolve(name);
        Files.createDirectories(inner);
        restrict(inner, FOLDER);
        try (var leftovers = Files.list(inner)) {
            // A library that is still loaded cannot be deleted on every system; the next start tries again.
            leftovers.forEach(file -> file.toFile().delete());
        }
        return inner;
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close(); // gives the lock back too
        } catch (IOException e) {
            throw refusal("data_folder_unusable", folder, "could not be given back", e);
        } finally {
            System.getProperties().remove(claim);
        }
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private static StoreException inUse(Path folder, @Nullable Throwable cause) {
        return refusal(
                "data_folder_in_use",
                folder,
                "is in use by another process or deployment; give each its own (gateway.data-folder), or stop the other",
                cause);
    }

    private static StoreException refusal(String code, Path folder, String what, @Nullable Throwable cause) {
        Reason reason = Reason.configuration(code, "The data folder " + folder + " " + what + ".");
        return cause == null ? new StoreException(reason) : new StoreException(reason, cause);
    }
}
