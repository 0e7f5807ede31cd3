namespace IncDiv.Ingestion.Excel;

/// <summary>The names of elements and attributes in a part, limited in number and length. An XML reader keeps every name, so a hostile part could fill the
/// memory.</summary>
internal sealed class BoundedNames : NameTable
{
    private const int MaxNames = 4096;
    private const int MaxNameLength = 1024;

    private int _count;

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? base.Add(key, start, Checked(len));

    public override string Add(string key) => Get(key) ?? Keep(key);

    private string Keep(string key)
    {
        _ = Checked(key.Length);
        return base.Add(key);
    }

    private int Checked(int length) => length <= MaxNameLength && _count++ < MaxNames ? length : throw new FileFaultException(PackedMessages.DamagedWorkbook);
}
