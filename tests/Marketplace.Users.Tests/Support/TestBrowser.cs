using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Users.Tests.Support;

/// <summary>The cookies of somebody who comes back.</summary>
internal sealed class TestBrowser
{
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public void Send(HttpContext http) => http.Request.Headers.Cookie = string.Join("; ", _cookies.Select(x => $"{x.Key}={x.Value}"));

    public void Receive(HttpContext http)
    {
        foreach (var cookie in SetCookieHeaderValue.ParseList([.. http.Response.Headers.SetCookie!]))
            _cookies[cookie.Name.ToString()] = cookie.Value.ToString();
    }
}
