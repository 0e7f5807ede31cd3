namespace IncDiv.Samples.Drawing;

/// <summary>Field texts with their shares, ready as UTF-8 (quoted where CSV needs it). An empty text is a blank field.</summary>
internal sealed class Mix
{
    private readonly byte[][] _texts;
    private readonly double[] _upTo;

    /// <param name="entries">Shares need not add up to one.</param>
    public Mix(params (string Text, double Share)[] entries)
    {
        double total = 0;
        _texts = [.. entries.Select(e => CsvRows.Field(e.Text))];
        _upTo = [.. entries.Select(e => total += e.Share)];
        for (int i = 0; i < _upTo.Length; i++)
            _upTo[i] /= total;
        _upTo[^1] = 1;
    }

    /// <summary>Equal shares.</summary>
    public static Mix Of(params IEnumerable<string> texts) => new([.. texts.Select(t => (t, 1.0))]);

    public byte[] Draw(SampleRandom random)
    {
        double unit = random.NextUnit();
        int i = 0;
        while (unit >= _upTo[i])
            i++;
        return _texts[i];
    }
}
