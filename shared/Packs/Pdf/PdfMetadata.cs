using System.Xml.Linq;

namespace IncDiv.Packs.Pdf;

/// <summary>The XMP packet: the file's metadata as XML. It declares PDF/UA-1.</summary>
internal static class PdfMetadata
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Accessible = "http://www.aiim.org/pdfua/ns/id/";
    private static readonly XNamespace Meta = "adobe:ns:meta/";

    public static string Create(string title, string author, DateOnly published)
    {
        string time = published.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
        var packet = new XElement(
            Meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", Meta),
            new XElement(
                Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf),
                new XElement(
                    Rdf + "Description", new XAttribute(Rdf + "about", ""), new XAttribute(XNamespace.Xmlns + "dc", Dc),
                    new XAttribute(XNamespace.Xmlns + "xmp", Xmp), new XAttribute(XNamespace.Xmlns + "pdfuaid", Accessible),
                    new XElement(
                        Dc + "title",
                        new XElement(Rdf + "Alt", new XElement(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), title))),
                    new XElement(Dc + "creator", new XElement(Rdf + "Seq", new XElement(Rdf + "li", author))),
                    new XElement(Dc + "language", new XElement(Rdf + "Bag", new XElement(Rdf + "li", "en-GB"))),
                    new XElement(Xmp + "CreateDate", time), new XElement(Xmp + "ModifyDate", time),
                    new XElement(Accessible + "part", "1"))));
        return $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{packet.ToString(SaveOptions.DisableFormatting)}\n<?xpacket end=\"r\"?>";
    }
}
