namespace IncDiv.Resilience.Tests.Faults;

/// <summary>Start line and headers of an HTTP message, and its body with all framing, as received.</summary>
internal sealed record HttpMessageBytes(string StartLine, byte[] Head, byte[] Body);

/// <summary>Reads HTTP/1.1 messages from a connection without changing a byte.</summary>
internal sealed class HttpWire(Stream stream)
{
    private byte[] _buffer = new byte[32 * 1024];
    private int _start, _end;

    /// <summary>The next message, or null if the connection ended before it.</summary>
    /// <param name="hasBody">Whether the message can have a body, given its start line.</param>
    public async Task<HttpMessageBytes?> ReadAsync(Func<string, bool> hasBody, CancellationToken cancellationToken)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8)) < 0)
            if (!await FillAsync(cancellationToken))
                return null;
        byte[] head = Take(length + 4);
        string[] lines = Encoding.ASCII.GetString(head).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        byte[] body = !hasBody(lines[0]) ? []
            : Header(lines, "transfer-encoding") == "chunked" ? await ChunksAsync(cancellationToken)
            : await ExactlyAsync(int.Parse(Header(lines, "content-length") ?? "0", CultureInfo.InvariantCulture), cancellationToken);
        return new HttpMessageBytes(lines[0], head, body);
    }

    private async Task<byte[]> ChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8)) < 0)
                if (!await FillAsync(cancellationToken))
                    throw new EndOfStreamException();
            byte[] size = Take(line + 2);
            int length = int.Parse(Encoding.ASCII.GetString(size).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(size);
            body.Write(await ExactlyAsync(length + 2, cancellationToken));
            if (length == 0)
                return body.ToArray();
        }
    }

    private async Task<byte[]> ExactlyAsync(int length, CancellationToken cancellationToken)
    {
        while (_end - _start < length)
            if (!await FillAsync(cancellationToken))
                throw new EndOfStreamException();
        return Take(length);
    }

    private byte[] Take(int length)
    {
        byte[] taken = _buffer.AsSpan(_start, length).ToArray();
        _start += length;
        return taken;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    private static string? Header(string[] lines, string name) => lines.Skip(1)
        .Where(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(l => l[(name.Length + 1)..].Trim()).FirstOrDefault();
}
