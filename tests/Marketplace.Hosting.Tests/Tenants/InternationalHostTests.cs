using System.Net;

namespace Marketplace.Hosting.Tests.Tenants;

/// <summary>Browsers send the punycode of a host name with other letters; it leads to its tenant, and to no other.</summary>
public sealed class InternationalHostTests(SampleHost host) : IClassFixture<SampleHost>
{
    [Fact]
    public async Task A_name_with_other_letters_leads_to_its_own_tenant()
    {
        var made = await host.App.Tenants.CreateAsync(
            new TenantCreation("letters", "Müller", "mycelium", "", ["Müller.example"], Database: null, Administrator: null), default);
        Assert.True(made.Succeeded, made.Error);

        Assert.Equal("letters", await TenantAtAsync("xn--mller-kva.example"));
        Assert.Equal("letters", await TenantAtAsync("XN--MLLER-KVA.example"));
        Assert.Equal("letters", await TenantAtAsync("xn--mller-kva.example:8443"));
        Assert.Equal("mycelium", await TenantAtAsync("xn--mller-lva.example"));
    }

    [Theory]
    [InlineData("xn--a.example")]
    [InlineData("shop.xn--99999999999.example:8080")]
    public async Task A_name_that_only_begins_as_punycode_is_refused_and_is_nobodys_fault(string name)
    {
        using var answer = await GetAsync(name);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("host name cannot be read", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("X-Content-Type-Options"));
        Assert.DoesNotContain(host.App.Log.Entries, x => x.Exception is ArgumentException);
    }

    /// <summary>The page's cookies carry the name of their tenant.</summary>
    private async Task<string> TenantAtAsync(string name)
    {
        const string Prefix = "mp_af_";
        using var answer = await GetAsync(name);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), x => x.StartsWith(Prefix, StringComparison.Ordinal));
        return cookie[Prefix.Length..cookie.IndexOf('=', StringComparison.Ordinal)];
    }

    private async Task<HttpResponseMessage> GetAsync(string name)
    {
        using var visitor = host.App.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/login");
        request.Headers.Host = name;
        return await visitor.Http.SendAsync(request);
    }
}
