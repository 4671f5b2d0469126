namespace Marketplace.Ui;

/// <summary>What the renderers of one article share.</summary>
internal sealed class ArticleState(Func<string, ArticlePicture?> picture)
{
    private readonly ArticleAnchors _anchors = new();
    private readonly List<ArticleHeading> _headings = [];
    private int _tables;

    public ArticleMarks Marks { get; } = new();

    public IReadOnlyList<ArticleHeading> Headings => _headings;

    public bool HasCode { get; set; }

    /// <summary>The heading above, by which what follows is named; null before the first.</summary>
    public string? Anchor { get; private set; }

    public ArticlePicture? Picture(string address) => picture(address);

    public int NextTable() => ++_tables;

    /// <param name="isListed">It belongs into the contents of the page.</param>
    public string AddHeading(int level, string text, bool isListed)
    {
        Anchor = _anchors.For(text);
        if (isListed && level <= 3)
            _headings.Add(new ArticleHeading(level, Anchor, text));
        return Anchor;
    }
}
