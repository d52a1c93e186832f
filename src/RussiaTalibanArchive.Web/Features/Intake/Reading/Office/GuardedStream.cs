namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>
/// One part as it is unpacked. It ends with an error where it goes on beyond the length that the zip tells, and, since an XML
/// reader holds one attribute or run of text in memory whole, where no tag begins for too long.
/// </summary>
internal sealed class GuardedStream(Stream unpacked, long length) : Stream
{
    /// <summary>Bytes from one <c>&lt;</c> to the next.</summary>
    private const int MaxGap = 64 << 20;

    private long _read;
    private long _gap;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <summary>Whether the part is XML, whose gaps count.</summary>
    public bool IsXml { get; init; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = unpacked.Read(buffer);
        _read += read;
        var tag = buffer[..read].LastIndexOf((byte)'<');
        _gap = tag < 0 ? _gap + read : read - tag;
        return _read > length || (IsXml && _gap > MaxGap) ? throw new InvalidDataException() : read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        unpacked.Dispose();
        base.Dispose(disposing);
    }
}
