namespace IncDiv.Ingestion.Excel;

/// <summary>Methods for reading the XML parts of a workbook. Names are matched without namespace, because the strict form of the format uses others.</summary>
internal static class PartXml
{
    private const int MaxDepth = 64;

    /// <summary>Reads the next node; elements may be nested 64 deep.</summary>
    public static bool Next(XmlReader xml) => xml.Read() && (xml.Depth <= MaxDepth ? true : throw new FileFaultException(FileMessages.DamagedWorkbook));

    /// <summary>Reads the next node below <paramref name="depth"/>; false at the end of that element.</summary>
    public static bool NextBelow(XmlReader xml, int depth) => Next(xml) && xml.Depth > depth;

    public static bool IsAt(XmlReader xml, int depth, string name) => xml.NodeType == XmlNodeType.Element && xml.Depth == depth && xml.LocalName == name;

    /// <summary>The value of an attribute in any namespace, or null.</summary>
    public static string? Attribute(XmlReader xml, string localName)
    {
        string? value = null;
        while (value is null && xml.MoveToNextAttribute())
            if (xml.LocalName == localName)
                value = xml.Value;
        xml.MoveToElement();
        return value;
    }
}

/// <summary>The names of elements and attributes in a part, limited in number and length. An XML reader keeps every name, so a hostile part could fill the
/// memory.</summary>
internal sealed class BoundedNames : NameTable
{
    private const int MaxNames = 4096;
    private const int MaxNameLength = 1024;

    private int _count;

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? base.Add(key, start, Checked(len));

    public override string Add(string key) => Get(key) ?? base.Add(key[..Checked(key.Length)]);

    private int Checked(int length) => length <= MaxNameLength && _count++ < MaxNames ? length : throw new FileFaultException(FileMessages.DamagedWorkbook);
}
