using Marketplace.Architecture.Tests.Rooms.Sample.Down;

namespace Marketplace.Architecture.Tests.Rooms.Sample.Up;

/// <summary>One direction is no circle.</summary>
internal sealed class User
{
    public IReadOnlyList<IThing> Things { get; } = [];
}
