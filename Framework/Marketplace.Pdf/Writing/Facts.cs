using System.Globalization;
using System.Xml.Linq;

namespace Marketplace.Pdf;

/// <summary>What a document says of itself.</summary>
/// <param name="Language">As <c>de</c> or <c>en-GB</c>.</param>
internal sealed record Facts(string Title, string Author, string Program, string Language, DateTime Written)
{
    /// <summary>
    /// The description that PDF/A asks for (ISO 19005-2, level A: archived, tagged, with every text readable by machines), the same as what
    /// stands in the document's properties.
    /// </summary>
    /// <param name="producer">What PDFsharp calls itself.</param>
    public string ToXmp(string producer)
    {
        XNamespace rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace xmp = "http://ns.adobe.com/xap/1.0/";
        XNamespace pdf = "http://ns.adobe.com/pdf/1.3/";
        XNamespace pdfa = "http://www.aiim.org/pdfa/ns/id/";
        XNamespace meta = "adobe:ns:meta/";
        var description = new XElement(
            rdf + "Description",
            new XAttribute(rdf + "about", ""),
            new XElement(pdfa + "part", 2),
            new XElement(pdfa + "conformance", "A"),
            new XElement(dc + "format", "application/pdf"),
            new XElement(dc + "language", new XElement(rdf + "Bag", new XElement(rdf + "li", Language))),
            new XElement(
                dc + "title",
                new XElement(rdf + "Alt", new XElement(rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), Title))),
            new XElement(dc + "creator", new XElement(rdf + "Seq", new XElement(rdf + "li", Author))),
            new XElement(xmp + "CreatorTool", Program),
            new XElement(xmp + "CreateDate", Written.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            new XElement(pdf + "Producer", producer));
        foreach (var (prefix, space) in new[] { ("dc", dc), ("xmp", xmp), ("pdf", pdf), ("pdfaid", pdfa) })
            description.Add(new XAttribute(XNamespace.Xmlns + prefix, space));
        var tree = new XElement(
            meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", meta),
            new XElement(rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", rdf), description));
        return $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{tree}\n<?xpacket end=\"w\"?>";
    }
}
