namespace IncDiv.Ingestion.Tests.Mutation;

/// <summary>Damage that may happen to a file in transit: each mutation changes some bytes, fields or lines.</summary>
internal static class ByteMutation
{
    private static readonly byte[][] Insertions =
    [
        [0], [0, 0, 0, 0], "\""u8.ToArray(), "\"\""u8.ToArray(), "\n"u8.ToArray(),
        "\r"u8.ToArray(), "\r\n"u8.ToArray(), ","u8.ToArray(), ";"u8.ToArray(), "\t"u8.ToArray(),
        "\uFEFF"u8.ToArray(), "\u200F"u8.ToArray(), "\u202E"u8.ToArray(), "\u00A0"u8.ToArray(),
        "\U0001F600"u8.ToArray(), [0xE2, 0x80], [0xC3], [0xF0, 0x9F], [0xFF], [0x81],
        "="u8.ToArray(), "1e9"u8.ToArray(), "NaN"u8.ToArray(), "\u001A"u8.ToArray(), "<!DOCTYPE x>"u8.ToArray(), "]]>"u8.ToArray(), "&#0;"u8.ToArray(),
    ];

    /// <summary>Mutates bytes of any kind.</summary>
    public static byte[] OfBytes(byte[] file, Random random)
    {
        if (file.Length == 0)
            return [0];
        int at = random.Next(file.Length), length = Math.Min(random.Next(1, random.Next(2) == 0 ? 4 : 400), file.Length - at);
        int other = random.Next(file.Length);
        return random.Next(8) switch
        {
            0 => [.. file[..at], (byte)(file[at] ^ (1 << random.Next(8))), .. file[(at + 1)..]],
            1 => [.. file[..at], .. Insertions[random.Next(Insertions.Length)], .. file[at..]],
            2 => [.. file[..at], .. file[(at + length)..]],
            3 => [.. file[..at], .. file[at..(at + length)], .. file[at..]],
            4 => [.. file[..other], .. file[at..(at + length)], .. file[other..]],
            5 => file[..at],
            6 => [.. file[..at], .. new byte[length], .. file[(at + length)..]],
            _ => [.. file[..at], (byte)random.Next(256), .. file[(at + 1)..]],
        };
    }

    /// <summary>Mutates delimited text.</summary>
    public static byte[] OfText(byte[] file, char delimiter, Random random)
    {
        if (random.Next(2) == 0)
            return OfBytes(file, random);
        string text = Encoding.Latin1.GetString(file);
        var lines = text.Split('\n').ToList();
        int line = random.Next(3) == 0 ? 0 : random.Next(lines.Count), other = random.Next(lines.Count);
        var fields = lines[line].Split(delimiter).ToList();
        int field = random.Next(fields.Count), another = random.Next(fields.Count);
        switch (random.Next(14))
        {
            case 0:
                lines.RemoveAt(line);
                return Encoding.Latin1.GetBytes(string.Join('\n', lines));
            case 1:
                lines.Insert(other, lines[line]);
                return Encoding.Latin1.GetBytes(string.Join('\n', lines));
            case 2:
                (lines[line], lines[other]) = (lines[other], lines[line]);
                return Encoding.Latin1.GetBytes(string.Join('\n', lines));
            case 3:
                fields.RemoveAt(field);
                break;
            case 4:
                fields.Insert(another, fields[field]);
                break;
            case 5:
                (fields[field], fields[another]) = (fields[another], fields[field]);
                break;
            case 6:
                fields[field] = new string('x', random.Next(20) == 0 ? 1_100_000 : random.Next(3000));
                break;
            case 7:
                fields[field] = "\"" + fields[field];
                break;
            case 8:
                return Encoding.Latin1.GetBytes(text.Replace(delimiter, ",;\t|"[random.Next(4)]));
            case 9:
                return Encoding.Latin1.GetBytes(text.Replace("\n", random.Next(2) == 0 ? "\r" : "\r\n", StringComparison.Ordinal));
            case 10:
                return Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray();
            case 11:
                return Encoding.Latin1.GetBytes(text.Replace("\"", "", StringComparison.Ordinal));
            case 12:
                fields = [.. fields.Select(f => random.Next(5) == 0 ? "" : f)];
                break;
            default:
                fields[field] = fields[field].ToUpperInvariant() + "\u00A0";
                break;
        }
        lines[line] = string.Join(delimiter, fields);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }
}
