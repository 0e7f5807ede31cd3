namespace IncDiv.Packs.Document;

/// <summary>A piece of a section.</summary>
internal abstract record Block;

/// <summary>A heading inside a section.</summary>
/// <param name="Id">Unique in the document; its address.</param>
internal sealed record Heading(string Id, string Text) : Block;

/// <param name="Lead">Words that begin the paragraph in bold; empty for none.</param>
/// <param name="IsNotice">Stands out: something the reader must not miss.</param>
internal sealed record Paragraph(string Text, string Lead = "", bool IsNotice = false) : Block;

/// <summary>Terms with their meanings.</summary>
internal sealed record Definitions(IReadOnlyList<Fact> Entries) : Block;

/// <summary>Messages with a title each.</summary>
internal sealed record Messages(IReadOnlyList<Message> Entries) : Block;

/// <param name="Sentences">At least one.</param>
internal sealed record Message(string Title, IReadOnlyList<string> Sentences);

/// <summary>A chart with its tables.</summary>
internal sealed record Figure(Chart Chart) : Block;
