namespace IncDiv.Anonymisation.KAnonymity;

/// <summary>The classes of the original values. There may be as many as records, so they are counted in parts, divided by hash.</summary>
internal static class OriginalClasses
{
    private const int PartSize = 1 << 19;

    /// <summary>The size of every class.</summary>
    public static IEnumerable<long> Sizes(QuasiHistogram histogram)
    {
        var recoding = new Recoding(histogram.Columns, null, new int[histogram.Columns.Count]);
        var classes = new ClassTable(1024);
        long entries = 0;
        histogram.Visit((keys, _, _) => (entries += keys.Length) >= 0);
        ulong parts = (ulong)(entries / PartSize + 1);
        for (ulong part = 0; part < parts; part++)
        {
            classes.Clear();
            histogram.Visit((raw, counts, _) =>
            {
                for (int i = 0; i < raw.Length; i++)
                    if (recoding.Apply(raw[i]) is var key && (ClassTable.Mix(key) >> 32) % parts == part)
                        classes.Add(key, counts[i], 0);
                return true;
            });
            for (int i = 0; i < classes.Count; i++)
                yield return classes.Counts[i];
        }
    }
}
