using Marketplace.Content.Items;
using Marketplace.Docs.Kinds;

namespace Marketplace.Docs.Tree;

/// <summary>A published page at its place in the tree of one language.</summary>
internal sealed class DocNode
{
    private readonly List<DocNode> _children = [];

    public DocNode(PublishedEntry entry, DocNode? parent)
    {
        Entry = entry;
        Parent = parent;
        Depth = parent is null ? 0 : parent.Depth + 1;
        parent?._children.Add(this);
    }

    public PublishedEntry Entry { get; }

    /// <summary>Null at the top, and where the parent is not published.</summary>
    public DocNode? Parent { get; }

    public int Depth { get; }

    public IReadOnlyList<DocNode> Children => _children;

    public string Address => Entry.Address!;

    /// <summary>What the sidebar calls it.</summary>
    public string Label =>
        Entry.Fields.TryGetValue(DocKinds.SidebarTitleField, out var label) && label.Trim().Length > 0 ? label.Trim() : Entry.Title;

    /// <summary>Without <c>bi-</c>; null where the page has none.</summary>
    public string? Icon =>
        Entry.Fields.TryGetValue(DocKinds.IconField, out var icon)
            ? IconName.Read(icon)
            : null;

    /// <summary>From the top down, without the page itself.</summary>
    public IEnumerable<DocNode> Ancestors => Parent is null ? [] : Parent.Ancestors.Append(Parent);

    public bool IsBelow(DocNode other) => Parent is not null && (Parent == other || Parent.IsBelow(other));
}
