using Marketplace.Content.Items;
using Marketplace.Docs.Kinds;

namespace Marketplace.Docs.Tree;

/// <summary>
/// All published pages in one language, in reading order. What is not translated stands there in the tenant's own language.
/// </summary>
internal sealed class DocTree
{
    private readonly Dictionary<string, DocNode> _byGroup = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DocNode> _byItem = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _place = new(StringComparer.Ordinal);

    /// <param name="entries">Parents before children, sisters by place; those without an address are left out.</param>
    public DocTree(string language, string ownLanguage, IEnumerable<PublishedEntry> entries)
    {
        (Language, OwnLanguage) = (language, ownLanguage);
        var all = new List<DocNode>();
        foreach (var entry in entries.Where(x => x.Address is not null && !_byGroup.ContainsKey(x.GroupId)))
        {
            var parent = entry.ParentGroupId is { } id ? _byGroup.GetValueOrDefault(id) : null;
            var node = new DocNode(entry, parent);
            _byGroup.Add(entry.GroupId, node);
            _byItem[entry.ItemId] = node;
            all.Add(node);
        }

        Roots = [.. all.Where(x => x.Parent is null)];
        // A child may be listed after its parent's next sister: reading order is what the tree says.
        All = [.. Roots.SelectMany(Down)];
        for (var i = 0; i < All.Count; i++)
            _place[All[i].Entry.GroupId] = i;
        Icons = [.. All.Select(x => x.Icon).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>What readers of this tree asked for.</summary>
    public string Language { get; }

    public string OwnLanguage { get; }

    public IReadOnlyList<DocNode> Roots { get; }

    public IReadOnlyList<DocNode> All { get; }

    /// <summary>Names of all icons in it, without <c>bi-</c>.</summary>
    public IReadOnlyList<string> Icons { get; }

    public DocNode? Home => All.FirstOrDefault(x => x.Address == DocKinds.Root);

    public DocNode? FindGroup(string groupId) => _byGroup.GetValueOrDefault(groupId);

    public DocNode? FindItem(string itemId) => _byItem.GetValueOrDefault(itemId);

    public DocNode? Previous(DocNode node) => At(_place[node.Entry.GroupId] - 1);

    public DocNode? Next(DocNode node) => At(_place[node.Entry.GroupId] + 1);

    private DocNode? At(int place) => place >= 0 && place < All.Count ? All[place] : null;

    private static IEnumerable<DocNode> Down(DocNode node) => node.Children.SelectMany(Down).Prepend(node);
}
