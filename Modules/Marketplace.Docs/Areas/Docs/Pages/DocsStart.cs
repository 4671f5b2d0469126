using Marketplace.Docs.Tree;

namespace Marketplace.Docs.Areas.Docs.Pages;

/// <summary>What stands at the left of every page: search and the tree.</summary>
/// <param name="Current">Null where no page of the tree is shown.</param>
/// <param name="Search">What was searched for.</param>
internal sealed record DocsStart(DocTree Tree, DocNode? Current = null, string? Search = null);
