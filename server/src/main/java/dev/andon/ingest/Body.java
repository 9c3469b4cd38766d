package dev.andon.ingest;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * A request's body, unpacked, never more than the limit; so a small one cannot unpack to a flood.
 * What unpacking needs counts as memory of the request.
 */
final class Body extends FilterInputStream {
    private static final Logger LOG = LoggerFactory.getLogger(Body.class);

    private static final int GZIP_BUFFER = 16 * 1024;

    /** The buffer and what zlib keeps. */
    private static final int GZIP_MEMORY = 64 * 1024;

    /** The buffer and zstd's tables. */
    private static final int ZSTD_MEMORY = 256 * 1024;

    /** 8 MB, the largest window that RFC 9659 lets a sender use over HTTP. */
    private static final int ZSTD_WINDOW_LOG = 23;

    private final PointBatch batch;
    private final DataSize limit;
    private long left;

    /**
     * How much the decoder may come to remember of what it unpacks, beyond what it does already.
     */
    private long windowLeft;

    private Body(InputStream plain, PointBatch batch, DataSize limit, long window) {
        super(plain);
        this.batch = batch;
        this.limit = limit;
        this.left = limit.toBytes();
        this.windowLeft = window;
    }

    static Body of(HttpServletRequest request, DataSize limit, PointBatch batch)
            throws IOException {
        if (request.getContentLengthLong() > limit.toBytes()) {
            throw IngestRefusedException.tooLarge(text(limit));
        }
        String encoding =
                String.join(", ", Collections.list(request.getHeaders("Content-Encoding")))
                        .trim()
                        .toLowerCase(Locale.ROOT);
        return of(request.getInputStream(), encoding, limit, batch);
    }

    /**
     * @param encoding in lower case
     */
    static Body of(InputStream sent, String encoding, DataSize limit, PointBatch batch)
            throws IOException {
        return switch (encoding) {
            case "identity", "" -> new Body(sent, batch, limit, 0);
            case "gzip", "x-gzip" -> {
                batch.hold(GZIP_MEMORY);
                yield new Body(gunzip(sent), batch, limit, 0);
            }
            case "zstd" -> {
                batch.hold(ZSTD_MEMORY);
                yield new Body(unzstd(sent), batch, limit, 1L << ZSTD_WINDOW_LOG);
            }
            default -> throw IngestRefusedException.unsupportedEncoding(encoding);
        };
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = super.read(bytes, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw IngestRefusedException.tooLarge(text(limit));
            }
            long remembered = Math.clamp(count, 0, windowLeft);
            if (remembered > 0) {
                batch.hold(remembered);
                windowLeft -= remembered;
            }
            return count;
        } catch (ZstdIOException damage) {
            throw damaged(damage);
        } catch (ZipException | EOFException damage) {
            throw damaged("gzip", damage);
        }
    }

    private static InputStream gunzip(InputStream packed) throws IOException {
        try {
            return new GZIPInputStream(packed, GZIP_BUFFER);
        } catch (ZipException | EOFException damage) {
            throw damaged("gzip", damage);
        }
    }

    private static InputStream unzstd(InputStream packed) throws IOException {
        try {
            return new ZstdInputStreamNoFinalizer(packed).setLongMax(ZSTD_WINDOW_LOG);
        } catch (LinkageError noLibrary) {
            // It is unpacked into the folder for temporary files, which may forbid programs.
            LOG.warn("zstd cannot be loaded, so bodies packed with it are refused", noLibrary);
            throw IngestRefusedException.unsupportedEncoding(
                    "zstd, which this server cannot load (its log says why)");
        }
    }

    private static IngestRefusedException damaged(ZstdIOException damage) {
        return damage.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()
                ? IngestRefusedException.malformed(
                        "The zstd body needs a window larger than 8 MB, which RFC 9659 forbids over"
                                + " HTTP; pack it without --long and --ultra.")
                : damaged("zstd", damage);
    }

    private static IngestRefusedException damaged(String encoding, IOException damage) {
        return IngestRefusedException.malformed(
                "The %s body is damaged or cut off (%s).".formatted(encoding, damage.getMessage()));
    }

    private static String text(DataSize size) {
        if (size.toMegabytes() == 0) {
            return size.toBytes() + " bytes";
        }
        return size.toMegabytes() % 1024 == 0
                ? size.toGigabytes() + " GB"
                : size.toMegabytes() + " MB";
    }
}
