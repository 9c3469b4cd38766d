package dev.andon.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.util.unit.DataSize;

/**
 * A request's body, unpacked, never more than the limit; so a small one cannot unpack to a flood.
 */
final class Body extends FilterInputStream {
    private static final int GZIP_BUFFER = 16 * 1024;

    private final DataSize limit;
    private long left;

    private Body(InputStream plain, DataSize limit) {
        super(plain);
        this.limit = limit;
        this.left = limit.toBytes();
    }

    static Body of(HttpServletRequest request, DataSize limit) throws IOException {
        if (request.getContentLengthLong() > limit.toBytes()) {
            throw IngestRefusedException.tooLarge(text(limit));
        }
        String header = request.getHeader("Content-Encoding");
        String encoding = header == null ? "identity" : header.trim().toLowerCase(Locale.ROOT);
        return new Body(
                switch (encoding) {
                    case "identity", "" -> request.getInputStream();
                    case "gzip", "x-gzip" -> gunzip(request.getInputStream());
                    default -> throw IngestRefusedException.unsupportedEncoding(encoding);
                },
                limit);
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
            return count;
        } catch (ZipException | EOFException damage) {
            throw damaged(damage);
        }
    }

    private static InputStream gunzip(InputStream packed) throws IOException {
        try {
            return new GZIPInputStream(packed, GZIP_BUFFER);
        } catch (ZipException | EOFException damage) {
            throw damaged(damage);
        }
    }

    private static IngestRefusedException damaged(IOException damage) {
        return IngestRefusedException.malformed(
                "The gzip body is damaged or cut off (%s).".formatted(damage.getMessage()));
    }

    private static String text(DataSize size) {
        return size.toMegabytes() > 0 ? size.toMegabytes() + " MB" : size.toBytes() + " bytes";
    }
}
