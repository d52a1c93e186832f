namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Zips;

/// <summary>Unpacked bytes that must have the length and the CRC-32 that the archive states, which .NET does not check.</summary>
internal sealed class CheckedStream(Stream unpacked, long length, uint crc) : Stream
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Remainder)];
    private uint _state = uint.MaxValue;
    private long _read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The bytes are not those that were packed.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc cref="Read(byte[], int, int)"/>
    public override int Read(Span<byte> buffer)
    {
        var read = unpacked.Read(buffer);
        foreach (var value in buffer[..read])
        {
            _state = Table[(byte)(_state ^ value)] ^ (_state >> 8);
        }

        _read += read;
        if (_read > length || (read == 0 && !buffer.IsEmpty && (_read < length || ~_state != crc)))
        {
            throw new InvalidDataException("Other bytes than were packed.");
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private static uint Remainder(int value)
    {
        var remainder = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            remainder = (remainder & 1) != 0 ? 0xEDB88320 ^ (remainder >> 1) : remainder >> 1;
        }

        return remainder;
    }
}
