using System.Security.Claims;
using Marketplace.Abstractions;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Hosting.Observability;

/// <summary>The person of the request; outside of requests whoever <see cref="Begin"/> named, else the program itself.</summary>
internal sealed class CurrentActor(IHttpContextAccessor http) : ICurrentActor
{
    private static readonly Acting Nobody = new(Acting.Program, Name: null, Address: null);
    private static readonly AsyncLocal<Acting?> Named = new();

    public Acting Get()
    {
        if (Named.Value is { } named)
            return named;
        if (http.HttpContext is not { } context)
            return Nobody;
        var address = context.Connection.RemoteIpAddress?.ToString();
        return context.User.FindUserId() is { } user
            ? new Acting(user, context.User.FindFirstValue(ClaimTypes.Email), address)
            : Nobody with { Address = address };
    }

    /// <summary>For what the caller awaits from here on.</summary>
    public static IDisposable Begin(string id, string? address = null)
    {
        var outer = Named.Value;
        Named.Value = new Acting(id, Name: null, address);
        return new End(outer);
    }

    /// <summary>Who calls commands, as far as the machine tells.</summary>
    public static IDisposable BeginCommand() => Begin(Acting.CommandLine, $"{Environment.UserName}@{Environment.MachineName}");

    private sealed class End(Acting? outer) : IDisposable
    {
        public void Dispose() => Named.Value = outer;
    }
}
