namespace Marketplace.Ui;

/// <summary>What search engines and other sites read of a page, for the partial <c>_PageHead</c>.</summary>
/// <param name="Canonical">Absolute.</param>
/// <param name="Image">Absolute; null for the picture that is made of the title, where the tenant has such.</param>
public sealed record PageHead(string Title, string Description, string Canonical, string Language, string? Image = null)
{
    /// <summary>Of Open Graph, for example <c>website</c>, <c>article</c> or <c>product</c>.</summary>
    public string Type { get; init; } = "website";

    /// <summary>Where the same text is in other languages, this one included; empty where there is but one address.</summary>
    public IReadOnlyList<(string Language, string Address)> Languages { get; init; } = [];
}
