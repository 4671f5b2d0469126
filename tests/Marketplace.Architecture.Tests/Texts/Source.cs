namespace Marketplace.Architecture.Tests.Texts;

/// <summary>Where a value comes from.</summary>
internal abstract record Source;

/// <param name="File">Where it stands, relative to the repository.</param>
internal sealed record Text(string Value, string Assembly, string File) : Source;

/// <summary>A local, a parameter, a result, a field, an object that was made.</summary>
internal sealed record Place(string Id) : Source;

/// <summary>One item of a tuple.</summary>
internal sealed record Item(string Id, IReadOnlySet<Source> Of, char Number) : Source
{
    public bool Equals(Item? other) => other is not null && other.Id == Id && other.Of.SetEquals(Of);

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A tuple that was made.</summary>
internal sealed record Tuple(string Id, IReadOnlyDictionary<char, IReadOnlySet<Source>> Items) : Source
{
    public bool Equals(Tuple? other) =>
        other is not null && other.Id == Id && Items.All(x => other.Items.TryGetValue(x.Key, out var y) && y.SetEquals(x.Value));

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A method made into a delegate.</summary>
internal sealed record Function(string Id, Mono.Cecil.MethodDefinition Method) : Source;
